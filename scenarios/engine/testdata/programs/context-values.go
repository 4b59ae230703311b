package main

import (
	"context"
	"fmt"
	"sync"
)

type ctxKey int

const (
	requestID ctxKey = iota
	userName
)

func handler(ctx context.Context) string {
	id, _ := ctx.Value(requestID).(int)
	name, ok := ctx.Value(userName).(string)
	if !ok {
		name = "anonymous"
	}
	return fmt.Sprintf("request %d by %s", id, name)
}

func main() {
	root := context.Background()
	users := map[int]string{1: "ann", 3: "cid"}
	answers := make([]string, 4)
	var wg sync.WaitGroup
	for id := range answers {
		ctx := context.WithValue(root, requestID, id)
		if u, ok := users[id]; ok {
			ctx = context.WithValue(ctx, userName, u)
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			answers[id] = handler(ctx)
		}()
	}
	wg.Wait()
	for _, a := range answers {
		fmt.Println(a)
	}
	fmt.Println(root.Value(requestID))
	fmt.Println(context.WithValue(root, requestID, 7).Value(ctxKey(5)) == nil)
}

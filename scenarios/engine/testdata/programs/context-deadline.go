package main

import (
	"context"
	"fmt"
	"time"
)

func step(ctx context.Context, name string, cost time.Duration) error {
	deadline, ok := ctx.Deadline()
	if ok && time.Until(deadline) < cost {
		return fmt.Errorf("%s: needs %v, has %v", name, cost, time.Until(deadline))
	}
	time.Sleep(cost)
	fmt.Println(name, "done")
	return nil
}

func main() {
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(100*time.Millisecond))
	defer cancel()
	for _, s := range []string{"load", "parse", "check", "store"} {
		if err := step(ctx, s, 30*time.Millisecond); err != nil {
			fmt.Println("giving up:", err)
			break
		}
	}
	<-ctx.Done()
	fmt.Println(ctx.Err())
	_, ok := context.Background().Deadline()
	fmt.Println("background has a deadline:", ok)
}

package main

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"
)

type node struct {
	name     string
	children []node
}

func (n node) run(ctx context.Context, depth int, wg *sync.WaitGroup) {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(100-20*depth)*time.Millisecond)
	for _, c := range n.children {
		wg.Add(1)
		go c.run(ctx, depth+1, wg)
	}
	<-ctx.Done()
	fmt.Printf("%s%s: %v\n", strings.Repeat("  ", depth), n.name, ctx.Err())
	cancel()
	wg.Done()
}

func main() {
	tree := node{"root", []node{
		{"service", []node{{"request", []node{{"query", []node{{"row", nil}}}}}}},
	}}
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Add(1)
	go tree.run(ctx, 0, &wg)
	time.Sleep(70 * time.Millisecond)
	fmt.Println("cancel the rest")
	cancel()
	wg.Wait()
}

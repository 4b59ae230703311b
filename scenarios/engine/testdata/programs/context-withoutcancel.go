package main

import (
	"context"
	"fmt"
	"time"
)

type key string

func audit(ctx context.Context, done chan<- string) {
	time.Sleep(50 * time.Millisecond)
	done <- fmt.Sprintf("audit of %v: err=%v", ctx.Value(key("user")), ctx.Err())
}

func main() {
	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), key("user"), "eve"))
	done := make(chan string)
	go audit(context.WithoutCancel(ctx), done)
	go audit(ctx, done)
	cancel()
	fmt.Println(<-done)
	fmt.Println(<-done)
	detached := context.WithoutCancel(ctx)
	_, has := detached.Deadline()
	fmt.Println(detached.Done() == nil, has)
}

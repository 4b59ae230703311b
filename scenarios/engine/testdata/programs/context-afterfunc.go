package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Add(1)
	context.AfterFunc(ctx, func() {
		defer wg.Done()
		fmt.Println("cleanup runs after", ctx.Err())
	})
	stop := context.AfterFunc(ctx, func() { fmt.Println("never runs") })
	fmt.Println("stopped in time:", stop())
	fmt.Println("stopped again:", stop())
	time.Sleep(time.Second)
	cancel()
	wg.Wait()
	late := make(chan bool)
	context.AfterFunc(ctx, func() { late <- true })
	fmt.Println("already cancelled, runs at once:", <-late)
}

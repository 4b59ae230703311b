package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

func worker(ctx context.Context, id int, wg *sync.WaitGroup) {
	defer wg.Done()
	for i := 0; ; i++ {
		select {
		case <-ctx.Done():
			fmt.Println("worker", id, "stops after", i, "rounds:", ctx.Err())
			return
		case <-time.After(time.Duration(id) * 10 * time.Millisecond):
			fmt.Println("worker", id, "round", i)
		}
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	for id := 1; id <= 3; id++ {
		wg.Add(1)
		go worker(ctx, id, &wg)
	}
	time.Sleep(45 * time.Millisecond)
	fmt.Println("cancelling")
	cancel()
	wg.Wait()
	fmt.Println(ctx.Err())
}

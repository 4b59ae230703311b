package main

import (
	"context"
	"fmt"
)

func numbers(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 1; ; i++ {
			select {
			case out <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func filter(ctx context.Context, in <-chan int, keep func(int) bool) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for v := range in {
			if !keep(v) {
				continue
			}
			select {
			case out <- v:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	even := filter(ctx, numbers(ctx), func(n int) bool { return n%2 == 0 })
	threes := filter(ctx, even, func(n int) bool { return n%3 == 0 })
	for range 5 {
		fmt.Println(<-threes)
	}
	cancel()
	n := 0
	for range threes {
		n++
	}
	fmt.Println("drained", n <= 1)
}

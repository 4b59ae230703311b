package main

import (
	"context"
	"fmt"
	"time"
)

func poll(ctx context.Context, every time.Duration, check func(int) bool) (n int, err error) {
	t := time.NewTicker(every)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return n, ctx.Err()
		case <-t.C:
			n++
			if check(n) {
				return n, nil
			}
		}
	}
}

func main() {
	start := time.Now()
	ctx, cancel := context.WithTimeout(context.Background(), 1050*time.Millisecond)
	defer cancel()
	n, err := poll(ctx, 100*time.Millisecond, func(n int) bool { return n == 4 })
	fmt.Println(n, err, time.Since(start))
	n, err = poll(ctx, 150*time.Millisecond, func(n int) bool { return false })
	fmt.Println(n, err, time.Since(start))
	n, err = poll(ctx, time.Second, nil)
	fmt.Println(n, err, time.Since(start))
}

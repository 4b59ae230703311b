package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

func query(ctx context.Context, cost time.Duration) (string, error) {
	select {
	case <-time.After(cost):
		return "rows", nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func main() {
	start := time.Now()
	for _, cost := range []time.Duration{20, 80, 50} {
		ctx, cancel := context.WithTimeout(context.Background(), 60*time.Millisecond)
		rows, err := query(ctx, cost*time.Millisecond)
		switch {
		case errors.Is(err, context.DeadlineExceeded):
			fmt.Println("too slow:", err)
		case err != nil:
			fmt.Println("error:", err)
		default:
			fmt.Println("got", rows)
		}
		cancel()
		fmt.Println("elapsed", time.Since(start), ctx.Err())
	}
}

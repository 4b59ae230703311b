package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// step takes its time, unless the context ends before.
func step(ctx context.Context, name string, takes time.Duration) error {
	select {
	case <-time.After(takes):
		fmt.Println(name, "done")
		return nil
	case <-ctx.Done():
		return fmt.Errorf("%s: %w", name, ctx.Err())
	}
}

func cook(ctx context.Context, result chan<- error) {
	for _, name := range []string{"chop", "fry", "boil", "serve"} {
		if err := step(ctx, name, 4*time.Millisecond); err != nil {
			result <- err
			return
		}
	}
	result <- nil
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()

	result := make(chan error, 1)
	go cook(ctx, result)
	err := <-result
	fmt.Println("error:", err)
	if errors.Is(err, context.DeadlineExceeded) {
		fmt.Println("we eat out")
	}
}

package main

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"
)

func main() {
	g, ctx := errgroup.WithContext(context.Background())
	for i := range 5 {
		g.Go(func() error {
			for step := range 10 {
				select {
				case <-ctx.Done():
					fmt.Println("task", i, "interrupted at step", step)
					return ctx.Err()
				case <-time.After(time.Duration(i+1) * 3 * time.Millisecond):
				}
				if i == 2 && step == 2 {
					return fmt.Errorf("task %d failed at step %d", i, step)
				}
			}
			fmt.Println("task", i, "complete")
			return nil
		})
	}
	fmt.Println("wait:", g.Wait())
	fmt.Println("context:", ctx.Err(), "|", context.Cause(ctx))
}

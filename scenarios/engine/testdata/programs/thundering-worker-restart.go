package main

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

func main() {
	var started, stopped atomic.Int32
	start := time.Now()
	for round := range 3 {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
		g, ctx := errgroup.WithContext(ctx)
		g.SetLimit(100)
		for id := range 150 {
			g.Go(func() error {
				started.Add(1)
				defer stopped.Add(1)
				t := time.NewTimer(time.Duration(id%10+1) * time.Millisecond)
				defer t.Stop()
				select {
				case <-t.C:
					if round == 1 && id == 3 {
						return fmt.Errorf("worker %d of round %d failed", id, round)
					}
					return nil
				case <-ctx.Done():
					return ctx.Err()
				}
			})
		}
		err := g.Wait()
		cancel()
		fmt.Println(round, err, started.Load(), stopped.Load(), time.Since(start))
	}
}

package main

import (
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

func main() {
	var g errgroup.Group
	g.SetLimit(3)
	var running, most atomic.Int32
	start := time.Now()
	for i := range 9 {
		g.Go(func() error {
			n := running.Add(1)
			if n > most.Load() {
				most.Store(n)
			}
			time.Sleep(10 * time.Millisecond)
			running.Add(-1)
			fmt.Println("job", i, "at", time.Since(start))
			return nil
		})
	}
	fmt.Println("tried:", g.TryGo(func() error { return nil }))
	if err := g.Wait(); err == nil {
		fmt.Println("never more than", most.Load())
	}
}

package main

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"
)

func main() {
	run := func(bad int) (sum int, err error) {
		g, ctx := errgroup.WithContext(context.Background())
		numbers := make(chan int)
		squares := make(chan int)
		g.Go(func() error {
			defer close(numbers)
			for i := 1; i <= 10; i++ {
				select {
				case numbers <- i:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			return nil
		})
		g.Go(func() error {
			defer close(squares)
			for n := range numbers {
				if n == bad {
					return fmt.Errorf("cannot square %d", n)
				}
				select {
				case squares <- n * n:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			return nil
		})
		for s := range squares {
			sum += s
		}
		return sum, g.Wait()
	}
	fmt.Println(run(0))
	fmt.Println(run(4))
}

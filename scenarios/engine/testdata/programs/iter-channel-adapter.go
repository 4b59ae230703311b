package main

import (
	"fmt"
	"iter"
	"sync"
)

// All ranges over a channel; the producer is told when the loop ends.
func All[T any](produce func(emit func(T) bool)) iter.Seq[T] {
	return func(yield func(T) bool) {
		c := make(chan T)
		quit := make(chan struct{})
		var wg sync.WaitGroup
		wg.Go(func() {
			defer close(c)
			produce(func(v T) bool {
				select {
				case c <- v:
					return true
				case <-quit:
					return false
				}
			})
		})
		defer wg.Wait()
		defer close(quit)
		for v := range c {
			if !yield(v) {
				return
			}
		}
	}
}

func main() {
	collatz := func(n int) iter.Seq[int] {
		return All(func(emit func(int) bool) {
			for emit(n) && n != 1 {
				if n%2 == 0 {
					n /= 2
				} else {
					n = 3*n + 1
				}
			}
			fmt.Println("producer ends")
		})
	}
	for v := range collatz(6) {
		fmt.Println(v)
	}
	for v := range collatz(27) {
		if v > 100 {
			fmt.Println("over 100:", v)
			break
		}
	}
}

package main

import (
	"fmt"
	"sync"
)

func tee[T any](in <-chan T) (<-chan T, <-chan T) {
	a, b := make(chan T), make(chan T)
	go func() {
		defer close(a)
		defer close(b)
		for v := range in {
			a, b := a, b // each is set to nil once it has got v
			for range 2 {
				select {
				case a <- v:
					a = nil
				case b <- v:
					b = nil
				}
			}
		}
	}()
	return a, b
}

func main() {
	in := make(chan int)
	go func() {
		defer close(in)
		for i := range 6 {
			in <- i * 3
		}
	}()
	x, y := tee(in)
	var wg sync.WaitGroup
	sum, product := 0, 1
	wg.Go(func() {
		for v := range x {
			sum += v
		}
	})
	wg.Go(func() {
		for v := range y {
			product *= v + 1
		}
	})
	wg.Wait()
	fmt.Println(sum, product)
}

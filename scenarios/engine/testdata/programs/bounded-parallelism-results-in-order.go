package main

import (
	"fmt"
	"time"
)

// OrderedMap runs at most n calls at a time and yields the results in order.
func OrderedMap[T, R any](in []T, n int, f func(T) R) <-chan R {
	out := make(chan R)
	slots := make(chan chan R, n-1)
	go func() {
		defer close(slots)
		for _, v := range in {
			c := make(chan R, 1)
			slots <- c
			go func() { c <- f(v) }()
		}
	}()
	go func() {
		defer close(out)
		for c := range slots {
			out <- <-c
		}
	}()
	return out
}

func main() {
	start := time.Now()
	delays := []int{50, 10, 40, 20, 30, 10, 60, 5}
	i := 0
	for r := range OrderedMap(delays, 3, func(ms int) string {
		time.Sleep(time.Duration(ms) * time.Millisecond)
		return fmt.Sprintf("slept %d, woke at %v", ms, time.Since(start))
	}) {
		fmt.Printf("%d: %s, delivered at %v\n", i, r, time.Since(start))
		i++
	}
}

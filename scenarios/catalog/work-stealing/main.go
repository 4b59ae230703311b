package main

import (
	"fmt"
	"sync"
)

// steps counts the steps from n down to 1: halve if even, else 3n + 1.
func steps(n int) int {
	count := 0
	for n != 1 {
		if n%2 == 0 {
			n /= 2
		} else {
			n = 3*n + 1
		}
		count++
	}
	return count
}

func main() {
	const first, last = 27, 38
	var counts [last + 1]int
	var wg sync.WaitGroup
	for n := first; n <= last; n++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			counts[n] = steps(n) // nobody else writes here
		}()
	}
	wg.Wait()
	for n := first; n <= last; n++ {
		fmt.Printf("from %d: %d steps\n", n, counts[n])
	}
}

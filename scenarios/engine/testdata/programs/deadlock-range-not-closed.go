package main

import (
	"fmt"
	"sync"
)

// The classic: the workers end, but nobody closes the channel.
func main() {
	results := make(chan int)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- i * i
		}()
	}
	for r := range results {
		fmt.Println("result", r)
	}
	wg.Wait()
}

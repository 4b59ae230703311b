package main

import (
	"fmt"
	"sync"
	"time"
)

// Whoever waits longer than a millisecond is handed the lock: nobody overtakes.
func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	start := time.Now()
	got := make([]int, 6)
	for id := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for round := range 3 {
				mu.Lock()
				got[id]++
				fmt.Println(time.Since(start), "worker", id, "round", round, got)
				time.Sleep(time.Duration(id%3) * 600 * time.Microsecond)
				mu.Unlock()
				if id%2 == 0 {
					time.Sleep(100 * time.Microsecond)
				}
			}
		}()
	}
	wg.Wait()
}

package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready, served := 0, 0
	var first, last int
	var wg sync.WaitGroup
	for id := range 350 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			for ready == 0 {
				cond.Wait()
			}
			ready--
			if served == 0 {
				first = id
			}
			served++
			last = id
		}()
	}
	for batch := 1; served < 350; batch++ {
		time.Sleep(time.Millisecond)
		mu.Lock()
		ready += 50
		mu.Unlock()
		if batch%2 == 0 {
			cond.Broadcast()
		} else {
			for range 50 {
				cond.Signal()
			}
		}
	}
	wg.Wait()
	fmt.Println(served, first, last)
}

package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.RWMutex
	version := 0
	cond := sync.NewCond(mu.RLocker())
	var wg sync.WaitGroup
	for r := range 3 {
		wg.Go(func() {
			seen := 0
			mu.RLock()
			defer mu.RUnlock()
			for seen < 3 {
				for version == seen {
					cond.Wait()
				}
				seen = version
				fmt.Println("reader", r, "sees version", seen)
			}
		})
	}
	for range 3 {
		time.Sleep(time.Millisecond)
		mu.Lock()
		version++
		mu.Unlock()
		cond.Broadcast()
	}
	wg.Wait()
}

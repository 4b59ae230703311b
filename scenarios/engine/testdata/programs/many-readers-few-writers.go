package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var rw sync.RWMutex
	var wg sync.WaitGroup
	version := 0
	seen := map[int]int{}
	var mu sync.Mutex
	for id := range 60 {
		wg.Go(func() {
			for range 3 {
				time.Sleep(time.Duration(id%7) * 100 * time.Microsecond)
				rw.RLock()
				v := version
				time.Sleep(150 * time.Microsecond)
				rw.RUnlock()
				mu.Lock()
				seen[v]++
				mu.Unlock()
			}
		})
	}
	for w := range 3 {
		wg.Go(func() {
			for range 2 {
				time.Sleep(time.Duration(250+50*w) * time.Microsecond)
				rw.Lock()
				version++
				time.Sleep(50 * time.Microsecond)
				rw.Unlock()
			}
		})
	}
	wg.Wait()
	fmt.Println(version, seen)
}

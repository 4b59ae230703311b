package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	started := false
	var wg sync.WaitGroup
	for runner := range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			for !started {
				cond.Wait()
			}
			mu.Unlock()
			fmt.Println("runner", runner, "runs")
		}()
	}
	time.Sleep(time.Second)
	fmt.Println("ready, set, go")
	mu.Lock()
	started = true
	cond.Broadcast()
	mu.Unlock()
	wg.Wait()
}

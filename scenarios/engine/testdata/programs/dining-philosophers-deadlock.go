package main

import (
	"fmt"
	"sync"
	"time"
)

// Everyone takes the left fork and waits for the right one for ever.
func main() {
	const n = 5
	var forks [n]sync.Mutex
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			left, right := &forks[i], &forks[(i+1)%n]
			left.Lock()
			fmt.Println("philosopher", i, "has the left fork")
			time.Sleep(time.Millisecond)
			right.Lock()
			fmt.Println("philosopher", i, "eats")
			right.Unlock()
			left.Unlock()
		}()
	}
	wg.Wait()
	fmt.Println("never")
}

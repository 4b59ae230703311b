package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for i := 1; i <= 4; i++ {
		go func() {
			wg.Add(1) // too late: main may already wait, or be gone
			defer wg.Done()
			time.Sleep(time.Millisecond)
			mu.Lock()
			defer mu.Unlock()
			sum += i
			fmt.Println("added", i)
		}()
	}
	wg.Wait()
	mu.Lock()
	defer mu.Unlock()
	fmt.Println("all added: the sum is", sum)
}

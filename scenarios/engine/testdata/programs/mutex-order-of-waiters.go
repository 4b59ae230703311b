package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	mu.Lock()
	for i := range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Println(i, "asks")
			mu.Lock()
			defer mu.Unlock()
			fmt.Println(i, "has it")
			if i%2 == 0 {
				time.Sleep(time.Millisecond)
			}
		}()
	}
	time.Sleep(time.Millisecond)
	fmt.Println("main lets go")
	mu.Unlock()
	mu.Lock()
	fmt.Println("main has it again")
	mu.Unlock()
	wg.Wait()
}

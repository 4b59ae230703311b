package main

import (
	"fmt"
	"runtime"
	"sync"
)

// Without a lock updates get lost: each reads, lets the others run, and writes.
func main() {
	count := 0
	var wg sync.WaitGroup
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 10 {
				c := count
				runtime.Gosched()
				count = c + 1
			}
		}()
	}
	wg.Wait()
	fmt.Println("expected 100, got", count)
}

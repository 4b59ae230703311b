package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func(wg sync.WaitGroup) { // a copy: Done does not reach the original
			defer wg.Done()
			fmt.Println("worker", i)
		}(wg)
	}
	wg.Wait()
	fmt.Println("never printed")
}

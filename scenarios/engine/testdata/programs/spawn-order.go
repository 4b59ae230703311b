package main

import (
	"fmt"
	"sync"
)

// The famous question: in which order do they print?
func main() {
	var wg sync.WaitGroup
	wg.Add(10)
	for i := 0; i < 10; i++ {
		go func(i int) {
			defer wg.Done()
			fmt.Println(i)
		}(i)
	}
	wg.Wait()
	var mu sync.Mutex
	order := []int{}
	wg.Add(4)
	for i := range 4 {
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			order = append(order, i)
		}()
	}
	wg.Wait()
	fmt.Println(order)
}

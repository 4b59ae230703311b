package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	numbers := []int{170, 45, 75, 90, 802, 24, 2, 66}
	sorted := make(chan int, len(numbers))
	var wg sync.WaitGroup
	for _, n := range numbers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(n) * time.Millisecond)
			sorted <- n
		}()
	}
	go func() {
		wg.Wait()
		close(sorted)
	}()
	for n := range sorted {
		fmt.Print(n, " ")
	}
	fmt.Println()
}

package main

import (
	"fmt"
	"sync"
)

// Two goroutines print the numbers from 1 to 20 in turn.
func main() {
	odd, even := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 1; i <= 20; i += 2 {
			<-odd
			fmt.Println("odd ", i)
			even <- struct{}{}
		}
	}()
	go func() {
		defer wg.Done()
		for i := 2; i <= 20; i += 2 {
			<-even
			fmt.Println("even", i)
			if i < 20 {
				odd <- struct{}{}
			}
		}
	}()
	odd <- struct{}{}
	wg.Wait()
}

package main

import (
	"fmt"
	"time"
)

func main() {
	results := make(chan int)
	for i := range 3 {
		go func() {
			time.Sleep(time.Duration(i*10) * time.Millisecond)
			results <- i
		}()
	}
	fmt.Println("first:", <-results)
	close(results) // the others are still working
	time.Sleep(time.Second)
	fmt.Println("not reached")
}

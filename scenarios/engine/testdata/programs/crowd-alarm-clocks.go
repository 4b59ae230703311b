package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	start := time.Now()
	var wg sync.WaitGroup
	order := make(chan int, 600)
	for id := range 600 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration((id*7)%5+1) * time.Millisecond)
			order <- id
		}()
	}
	wg.Wait()
	close(order)
	n := 0
	for id := range order {
		if n++; n%53 == 0 {
			fmt.Print(id, " ")
		}
	}
	fmt.Println(time.Since(start))
}

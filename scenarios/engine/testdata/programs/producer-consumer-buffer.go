package main

import (
	"fmt"
	"time"
)

func main() {
	items := make(chan int, 3)
	done := make(chan struct{})
	go func() {
		defer close(items)
		for i := 1; i <= 8; i++ {
			items <- i
			fmt.Printf("produced %d (buffered %d)\n", i, len(items))
		}
		fmt.Println("producer is done")
	}()
	go func() {
		defer close(done)
		for v := range items {
			time.Sleep(5 * time.Millisecond)
			fmt.Printf("consumed %d (buffered %d)\n", v, len(items))
		}
	}()
	<-done
	v, ok := <-items
	fmt.Println(v, ok)
}

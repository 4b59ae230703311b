package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	gate := make(chan struct{})
	finish := make(chan int)
	var once sync.Once
	for id := range 500 {
		go func() {
			<-gate
			once.Do(func() { fmt.Println("first over the line is", id) })
			finish <- id
		}()
	}
	time.Sleep(time.Millisecond)
	close(gate)
	sum := 0
	for i := range 500 {
		id := <-finish
		sum += id
		if i%83 == 0 {
			fmt.Println("place", i, "runner", id)
		}
	}
	fmt.Println(sum)
}

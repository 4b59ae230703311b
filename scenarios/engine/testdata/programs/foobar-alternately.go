package main

import (
	"fmt"
	"sync"
)

func main() {
	foo := make(chan struct{}, 1)
	bar := make(chan struct{}, 1)
	var wg sync.WaitGroup
	wg.Add(2)
	print := func(word string, mine, other chan struct{}) {
		defer wg.Done()
		for range 4 {
			<-mine
			fmt.Print(word)
			other <- struct{}{}
		}
	}
	go print("bar\n", bar, foo)
	go print("foo", foo, bar)
	foo <- struct{}{}
	wg.Wait()
}

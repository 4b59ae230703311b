package main

import (
	"fmt"
	"sync"
	"time"
)

// accept takes in a new request every 2 ms, until quit is closed.
func accept(requests chan<- int, quit <-chan struct{}) {
	defer close(requests)
	ticker := time.NewTicker(2 * time.Millisecond)
	defer ticker.Stop()
	for id := 1; ; id++ {
		select {
		case <-ticker.C:
			requests <- id
		case <-quit:
			fmt.Println("door: no more requests")
			return
		}
	}
}

// serve finishes what was taken in, and returns when there is nothing left.
func serve(worker string, requests <-chan int, wg *sync.WaitGroup) {
	defer wg.Done()
	for id := range requests {
		fmt.Println(worker, "begins request", id)
		time.Sleep(6 * time.Millisecond)
		fmt.Println(worker, "has served request", id)
	}
}

func main() {
	requests := make(chan int, 2)
	quit := make(chan struct{})
	go accept(requests, quit)
	var wg sync.WaitGroup
	wg.Add(2)
	go serve("Ada", requests, &wg)
	go serve("Ben", requests, &wg)

	time.Sleep(9 * time.Millisecond)
	fmt.Println("main: shut down")
	close(quit)

	finished := make(chan struct{})
	go func() { wg.Wait(); close(finished) }()
	select {
	case <-finished:
		fmt.Println("main: all requests served")
	case <-time.After(20 * time.Millisecond):
		fmt.Println("main: that takes too long")
	}
}

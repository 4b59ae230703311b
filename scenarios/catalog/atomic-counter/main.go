package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

var (
	hits  atomic.Int64
	first atomic.Bool
)

func visitor(name string, visits int, wg *sync.WaitGroup) {
	defer wg.Done()
	for range visits {
		if first.CompareAndSwap(false, true) {
			fmt.Println(name, "was first and gets a prize")
		}
		n := hits.Add(1) // read, add and write in one step
		if n%5 == 0 {
			fmt.Println(name, "is visitor number", n)
		}
		time.Sleep(time.Millisecond)
	}
}

func main() {
	var wg sync.WaitGroup
	wg.Add(4)
	go visitor("Ada", 4, &wg)
	go visitor("Ben", 3, &wg)
	go visitor("Cleo", 2, &wg)
	go visitor("Dan", 1, &wg)
	wg.Wait()
	fmt.Println("hits:", hits.Load())
}

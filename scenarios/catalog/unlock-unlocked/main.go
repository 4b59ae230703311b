package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	mu    sync.Mutex
	seats = 2
)

func book(name string) {
	mu.Lock()
	defer mu.Unlock()
	if seats == 0 {
		fmt.Println("no seat for", name)
		mu.Unlock() // and once more on the way out
		return
	}
	seats--
	time.Sleep(time.Millisecond)
	fmt.Println("a seat for", name)
}

func main() {
	var wg sync.WaitGroup
	for _, name := range []string{"Ada", "Ben", "Cleo"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			book(name)
		}()
	}
	wg.Wait()
	fmt.Println("seats left:", seats)
}

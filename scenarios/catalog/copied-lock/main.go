package main

import (
	"fmt"
	"sync"
	"time"
)

// Stock counts what is in store.
type Stock struct {
	mu    sync.Mutex
	items map[string]int
}

// Add has a value receiver: s is a copy, with a mutex of its own. The map in
// the copy is the same map.
func (s Stock) Add(item string, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.items[item]
	time.Sleep(time.Millisecond) // write it down
	s.items[item] = old + n
	fmt.Println("added", n, item)
}

func main() {
	stock := Stock{items: map[string]int{}}
	var wg sync.WaitGroup
	for n := 1; n <= 4; n++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			stock.Add("apples", n)
		}()
	}
	wg.Wait()
	fmt.Println("apples:", stock.items["apples"], "of 10")
}

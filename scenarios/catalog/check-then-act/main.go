package main

import (
	"fmt"
	"sync"
	"time"
)

// Tickets can be used by many goroutines: each method locks.
type Tickets struct {
	mu   sync.Mutex
	left int
}

func (t *Tickets) Left() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.left
}

func (t *Tickets) Take() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.left--
	return t.left
}

func buy(name string, tickets *Tickets, wg *sync.WaitGroup) {
	defer wg.Done()
	if tickets.Left() == 0 { // check …
		fmt.Println(name, "comes too late")
		return
	}
	time.Sleep(time.Millisecond)                           // pay
	fmt.Println(name, "buys one,", tickets.Take(), "left") // … then act
}

func main() {
	tickets := &Tickets{left: 2}
	var wg sync.WaitGroup
	for _, name := range []string{"Ada", "Ben", "Cleo", "Dan"} {
		wg.Add(1)
		go buy(name, tickets, &wg)
	}
	wg.Wait()
	fmt.Println("tickets left:", tickets.Left())
}

package main

import (
	"fmt"
	"sync"
)

type turn struct {
	mu   sync.Mutex
	cond *sync.Cond
	next int
}

func (t *turn) run(parity, limit int, name string, wg *sync.WaitGroup) {
	defer wg.Done()
	for {
		t.mu.Lock()
		for t.next <= limit && t.next%2 != parity {
			t.cond.Wait()
		}
		if t.next > limit {
			t.mu.Unlock()
			t.cond.Broadcast()
			return
		}
		fmt.Printf("%s: %d\n", name, t.next)
		t.next++
		t.mu.Unlock()
		t.cond.Signal()
	}
}

func main() {
	t := &turn{next: 1}
	t.cond = sync.NewCond(&t.mu)
	var wg sync.WaitGroup
	wg.Add(2)
	go t.run(0, 15, "even", &wg)
	go t.run(1, 15, "odd", &wg)
	wg.Wait()
	fmt.Println("done at", t.next)
}

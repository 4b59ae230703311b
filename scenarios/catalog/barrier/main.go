package main

import (
	"fmt"
	"sync"
	"time"
)

// Barrier lets nobody pass until all n have arrived; then it starts again.
type Barrier struct {
	mu         sync.Mutex
	allHere    *sync.Cond
	n, arrived int
	round      int
}

func NewBarrier(n int) *Barrier {
	b := &Barrier{n: n}
	b.allHere = sync.NewCond(&b.mu)
	return b
}

func (b *Barrier) Wait() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.arrived++
	if b.arrived == b.n {
		b.arrived = 0
		b.round++
		b.allHere.Broadcast()
		return
	}
	for round := b.round; round == b.round; {
		b.allHere.Wait()
	}
}

func hike(name string, pace time.Duration, huts *Barrier, wg *sync.WaitGroup) {
	defer wg.Done()
	for hut := 1; hut <= 2; hut++ {
		time.Sleep(pace)
		fmt.Println(name, "is at hut", hut)
		huts.Wait()
		fmt.Println(name, "leaves hut", hut)
	}
}

func main() {
	huts := NewBarrier(3)
	var wg sync.WaitGroup
	wg.Add(3)
	go hike("Ada", 2*time.Millisecond, huts, &wg)
	go hike("Ben", 3*time.Millisecond, huts, &wg)
	go hike("Cleo", 5*time.Millisecond, huts, &wg)
	wg.Wait()
}

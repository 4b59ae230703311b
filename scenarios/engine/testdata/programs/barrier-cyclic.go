package main

import (
	"fmt"
	"sync"
	"time"
)

type Barrier struct {
	mu         sync.Mutex
	cond       *sync.Cond
	n, waiting int
	generation int
}

func NewBarrier(n int) *Barrier {
	b := &Barrier{n: n}
	b.cond = sync.NewCond(&b.mu)
	return b
}

func (b *Barrier) Wait() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	gen := b.generation
	b.waiting++
	if b.waiting == b.n {
		b.waiting = 0
		b.generation++
		b.cond.Broadcast()
		return gen
	}
	for gen == b.generation {
		b.cond.Wait()
	}
	return gen
}

func main() {
	b := NewBarrier(3)
	var wg sync.WaitGroup
	for id := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for phase := range 3 {
				time.Sleep(time.Duration((id*7+phase*5)%11) * time.Millisecond)
				fmt.Println("worker", id, "arrives for phase", phase)
				if g := b.Wait(); g != phase {
					fmt.Println("wrong generation", g)
				}
			}
		}()
	}
	wg.Wait()
	fmt.Println("generations:", b.generation)
}

package main

import (
	"fmt"
	"sync"
	"time"
)

type Ledger struct {
	mu      sync.RWMutex
	amounts [4]int
}

func (l *Ledger) move(from, to, n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.amounts[from] -= n
	time.Sleep(100 * time.Microsecond)
	l.amounts[to] += n
}

func (l *Ledger) snapshot() [4]int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.amounts
}

func (l *Ledger) dirty() [4]int { return l.amounts }

func sum(a [4]int) (s int) {
	for _, n := range a {
		s += n
	}
	return
}

func main() {
	l := &Ledger{amounts: [4]int{100, 100, 100, 100}}
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			for j := range 5 {
				l.move(i, (i+j)%4, 10+j)
			}
		})
	}
	bad := 0
	wg.Go(func() {
		for range 10 {
			time.Sleep(130 * time.Microsecond)
			if sum(l.dirty()) != 400 {
				bad++
			}
			if s := l.snapshot(); sum(s) != 400 {
				fmt.Println("inconsistent", s)
			}
		}
	})
	wg.Wait()
	fmt.Println(l.amounts, "dirty reads were wrong:", bad > 0)
}

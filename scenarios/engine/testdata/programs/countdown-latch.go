package main

import (
	"fmt"
	"sync"
	"time"
)

type Latch struct {
	once  sync.Once
	mu    sync.Mutex
	count int
	open  chan struct{}
}

func NewLatch(n int) *Latch { return &Latch{count: n, open: make(chan struct{})} }

func (l *Latch) CountDown() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.count--; l.count <= 0 {
		l.once.Do(func() { close(l.open) })
	}
}

func (l *Latch) Await(timeout time.Duration) bool {
	select {
	case <-l.open:
		return true
	case <-time.After(timeout):
		return false
	}
}

func main() {
	l := NewLatch(3)
	for i := range 3 {
		go func() {
			time.Sleep(time.Duration(i+1) * 100 * time.Millisecond)
			fmt.Println("service", i, "is up")
			l.CountDown()
		}()
	}
	for !l.Await(130 * time.Millisecond) {
		fmt.Println("still waiting")
	}
	fmt.Println("all services are up")
	l.CountDown()
	fmt.Println(l.Await(time.Second))
}

package main

import (
	"container/list"
	"fmt"
	"sync"
	"time"
)

type waiter struct {
	n     int
	ready chan struct{}
}

type Weighted struct {
	mu      sync.Mutex
	size    int
	cur     int
	waiters list.List
}

func (s *Weighted) Acquire(n int) {
	s.mu.Lock()
	if s.size-s.cur >= n && s.waiters.Len() == 0 {
		s.cur += n
		s.mu.Unlock()
		return
	}
	w := waiter{n, make(chan struct{})}
	s.waiters.PushBack(w)
	s.mu.Unlock()
	<-w.ready
}

func (s *Weighted) Release(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cur -= n
	for {
		next := s.waiters.Front()
		if next == nil {
			return
		}
		w := next.Value.(waiter)
		if s.size-s.cur < w.n {
			return
		}
		s.cur += w.n
		s.waiters.Remove(next)
		close(w.ready)
	}
}

func main() {
	s := &Weighted{size: 5}
	start := time.Now()
	var wg sync.WaitGroup
	for i, n := range []int{2, 3, 5, 1, 1} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.Acquire(n)
			fmt.Printf("%4v job %d takes %d\n", time.Since(start), i, n)
			time.Sleep(10 * time.Millisecond)
			s.Release(n)
		}()
	}
	wg.Wait()
	fmt.Println("in use:", s.cur)
}

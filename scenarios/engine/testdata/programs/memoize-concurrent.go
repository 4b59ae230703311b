package main

import (
	"fmt"
	"sync"
	"time"
)

type call struct {
	ready chan struct{}
	value int
	err   error
}

type Memo struct {
	mu    sync.Mutex
	f     func(string) (int, error)
	calls map[string]*call
}

func (m *Memo) Get(key string) (int, error) {
	m.mu.Lock()
	c := m.calls[key]
	if c == nil {
		c = &call{ready: make(chan struct{})}
		m.calls[key] = c
		m.mu.Unlock()
		c.value, c.err = m.f(key)
		close(c.ready)
	} else {
		m.mu.Unlock()
		<-c.ready
	}
	return c.value, c.err
}

func main() {
	start := time.Now()
	slow := func(s string) (int, error) {
		fmt.Println("computing", s)
		time.Sleep(time.Duration(len(s)) * 100 * time.Millisecond)
		if s == "?" {
			return 0, fmt.Errorf("cannot compute %s", s)
		}
		return len(s), nil
	}
	m := &Memo{f: slow, calls: map[string]*call{}}
	var wg sync.WaitGroup
	for _, k := range []string{"go", "park", "go", "?", "park", "go", "?"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v, err := m.Get(k)
			fmt.Println(time.Since(start), k, v, err)
		}()
	}
	wg.Wait()
}

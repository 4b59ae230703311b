package main

import (
	"fmt"
	"sync"
	"time"
)

type Window struct {
	mu    sync.Mutex
	limit int
	span  time.Duration
	hits  map[string][]time.Time
}

func (w *Window) Allow(client string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	recent := w.hits[client][:0]
	for _, t := range w.hits[client] {
		if now.Sub(t) < w.span {
			recent = append(recent, t)
		}
	}
	ok := len(recent) < w.limit
	if ok {
		recent = append(recent, now)
	}
	w.hits[client] = recent
	return ok
}

func main() {
	w := &Window{limit: 2, span: 100 * time.Millisecond, hits: map[string][]time.Time{}}
	var wg sync.WaitGroup
	start := time.Now()
	for _, c := range []struct {
		name string
		gap  time.Duration
	}{{"fast", 30}, {"slow", 70}} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 6 {
				fmt.Printf("%v %s allowed=%t\n", time.Since(start), c.name, w.Allow(c.name))
				time.Sleep(c.gap * time.Millisecond)
			}
		}()
	}
	wg.Wait()
}

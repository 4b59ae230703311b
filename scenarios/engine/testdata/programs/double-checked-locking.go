package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

type lazy struct {
	ready atomic.Bool
	mu    sync.Mutex
	value string
	built int
}

func (l *lazy) get() string {
	if l.ready.Load() {
		return l.value
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.ready.Load() {
		time.Sleep(10 * time.Millisecond)
		l.value = "expensive"
		l.built++
		l.ready.Store(true)
	}
	return l.value
}

func main() {
	l := &lazy{}
	var wg sync.WaitGroup
	start := time.Now()
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(i) * 6 * time.Millisecond)
			fmt.Println(i, l.get(), time.Since(start))
		}()
	}
	wg.Wait()
	fmt.Println("built", l.built)
}

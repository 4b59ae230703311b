package main

import (
	"errors"
	"fmt"
	"sync"
)

var ErrTooMany = errors.New("too many goroutines")

type Limiter struct {
	mu       sync.Mutex
	n, limit int
	wg       sync.WaitGroup
}

func (l *Limiter) Go(f func()) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.n >= l.limit {
		return fmt.Errorf("%w: %d", ErrTooMany, l.n)
	}
	l.n++
	l.wg.Add(1)
	go func() {
		defer l.wg.Done()
		defer func() {
			l.mu.Lock()
			l.n--
			l.mu.Unlock()
		}()
		f()
	}()
	return nil
}

func main() {
	l := &Limiter{limit: 3}
	gate := make(chan bool)
	refused := 0
	for i := range 5 {
		if err := l.Go(func() { <-gate; fmt.Println("task", i) }); err != nil {
			refused++
			fmt.Println(i, err, errors.Is(err, ErrTooMany))
		}
	}
	close(gate)
	l.wg.Wait()
	fmt.Println("refused", refused, "running", l.n)
}

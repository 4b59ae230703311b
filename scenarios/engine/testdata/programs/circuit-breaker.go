package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

type State int

const (
	Closed State = iota
	Open
	HalfOpen
)

func (s State) String() string { return [...]string{"closed", "open", "half-open"}[s] }

var ErrOpen = errors.New("circuit is open")

type Breaker struct {
	mu       sync.Mutex
	state    State
	failures int
	opened   time.Time
}

func (b *Breaker) Call(f func() error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.state == Open {
		if time.Since(b.opened) < 50*time.Millisecond {
			return ErrOpen
		}
		b.state = HalfOpen
	}
	err := f()
	if err == nil {
		b.state, b.failures = Closed, 0
		return nil
	}
	if b.failures++; b.failures >= 3 || b.state == HalfOpen {
		b.state, b.opened = Open, time.Now()
	}
	return fmt.Errorf("call failed: %w", err)
}

func main() {
	var b Breaker
	broken := true
	time.AfterFunc(120*time.Millisecond, func() { broken = false })
	for i := range 12 {
		err := b.Call(func() error {
			if broken {
				return errors.New("connection refused")
			}
			return nil
		})
		fmt.Printf("%2d %-9v %v %t\n", i, b.state, err, errors.Is(err, ErrOpen))
		time.Sleep(15 * time.Millisecond)
	}
}

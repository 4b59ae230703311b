package main

import (
	"errors"
	"fmt"
	"os"
	"time"
)

var errBudget = errors.New("budget exhausted")

type budget struct{ deadline time.Time }

func (b budget) left() time.Duration { return time.Until(b.deadline).Round(time.Millisecond) }

func (b budget) run(name string, f func(done chan<- error)) error {
	if b.left() <= 0 {
		return fmt.Errorf("%s: %w", name, errBudget)
	}
	done := make(chan error, 1)
	go f(done)
	select {
	case err := <-done:
		return err
	case <-time.After(b.left()):
		return fmt.Errorf("%s: interrupted: %w", name, errBudget)
	}
}

func main() {
	b := budget{time.Now().Add(200 * time.Millisecond)}
	steps := []struct {
		name string
		cost time.Duration
		err  error
	}{{"plan", 50, nil}, {"draw", 100, errors.New("pencil broke")}, {"build", 80, nil}, {"sell", 1, nil}}
	failed := 0
	for _, s := range steps {
		err := b.run(s.name, func(done chan<- error) {
			time.Sleep(s.cost * time.Millisecond)
			done <- s.err
		})
		fmt.Printf("%-6s left %-6v err %v\n", s.name, b.left(), err)
		if err != nil {
			failed++
		}
	}
	if failed > 0 {
		os.Exit(failed)
	}
}

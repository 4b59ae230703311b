package main

import (
	"testing"
	"testing/synctest"
	"time"
)

const ms = time.Millisecond

// after returns a mirror that answers with its name after a time.
func after(takes time.Duration, name string) func() string {
	return func() string {
		if takes > 0 {
			time.Sleep(takes)
		}
		return name
	}
}

// lastAnswer is when even the slowest mirror has answered. Who is still there
// when a test ends makes it fail.
func lastAnswer() { time.Sleep(3 * time.Hour) }

func TestFastest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		got, err := Fastest([]func() string{after(30*ms, "slow"), after(10*ms, "fast"), after(20*ms, "middle")}, 100*ms)
		if got != "fast" || err != nil {
			t.Errorf("Fastest returns %q, %v; want fast", got, err)
		}
		if took := time.Since(start); took != 10*ms {
			t.Errorf("the answer comes after %v, want 10ms", took)
		}
		lastAnswer()
	})
}

func TestTooSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		got, err := Fastest([]func() string{after(time.Hour, "a"), after(2*time.Hour, "b")}, 50*ms)
		if got != "" || err != ErrTooSlow {
			t.Errorf("Fastest returns %q, %v; want ErrTooSlow", got, err)
		}
		if took := time.Since(start); took != 50*ms {
			t.Errorf("the error comes after %v, want 50ms", took)
		}
		lastAnswer()
	})
}

func TestAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		got, err := Fastest([]func() string{after(0, "here")}, 50*ms)
		if got != "here" || err != nil {
			t.Errorf("a mirror that answers at once: Fastest returns %q, %v; want here", got, err)
		}
	})
}

package main

import (
	"fmt"
	"sort"
	"sync"
	"time"
)

// Clock is a hand-driven clock, as tests use it.
type Clock struct {
	mu      sync.Mutex
	now     time.Duration
	waiters []waiter
}

type waiter struct {
	at time.Duration
	c  chan time.Duration
}

func (c *Clock) After(d time.Duration) <-chan time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	w := waiter{c.now + d, make(chan time.Duration, 1)}
	c.waiters = append(c.waiters, w)
	return w.c
}

func (c *Clock) Advance(d time.Duration) (woken int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now += d
	sort.SliceStable(c.waiters, func(i, j int) bool { return c.waiters[i].at < c.waiters[j].at })
	for len(c.waiters) > 0 && c.waiters[0].at <= c.now {
		c.waiters[0].c <- c.waiters[0].at
		c.waiters = c.waiters[1:]
		woken++
	}
	return
}

func main() {
	clock := new(Clock)
	var wg sync.WaitGroup
	out := make(chan string, 10)
	for i, d := range []time.Duration{5, 1, 3, 20} {
		c := clock.After(d * time.Minute)
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- fmt.Sprintf("%d woke at %v", i, <-c)
		}()
	}
	for range 3 {
		n := clock.Advance(3 * time.Minute)
		time.Sleep(time.Nanosecond)
		fmt.Println(clock.now, "woken", n, "reported", len(out))
	}
	fmt.Println(clock.Advance(time.Hour))
	wg.Wait()
	close(out)
	for s := range out {
		fmt.Println(s)
	}
}

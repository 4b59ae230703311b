package main

import (
	"fmt"
	"sync"
	"time"
)

type wheel struct {
	mu    sync.Mutex
	slots [8][]func()
	pos   int
	tick  time.Duration
}

func (w *wheel) after(d time.Duration, f func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := int(d / w.tick)
	if n < 1 || n >= len(w.slots) {
		panic(fmt.Sprintf("wheel: %v is out of range", d))
	}
	i := (w.pos + n) % len(w.slots)
	w.slots[i] = append(w.slots[i], f)
}

func (w *wheel) run(rounds int) {
	t := time.NewTicker(w.tick)
	defer t.Stop()
	for range rounds {
		<-t.C
		w.mu.Lock()
		w.pos = (w.pos + 1) % len(w.slots)
		due := w.slots[w.pos]
		w.slots[w.pos] = nil
		w.mu.Unlock()
		for _, f := range due {
			f()
		}
	}
}

func main() {
	w := &wheel{tick: 10 * time.Millisecond}
	start := time.Now()
	say := func(s string) func() { return func() { fmt.Println(time.Since(start), s) } }
	w.after(30*time.Millisecond, say("three"))
	w.after(70*time.Millisecond, say("seven"))
	w.after(30*time.Millisecond, func() {
		say("again")()
		w.after(50*time.Millisecond, say("five later"))
	})
	w.run(12)
	defer func() { fmt.Println("recovered:", recover()) }()
	w.after(time.Second, nil)
}

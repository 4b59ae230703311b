package main

import (
	"fmt"
	"time"
)

type throttle struct {
	every time.Duration
	last  time.Time
	calls int
}

func (t *throttle) do(f func()) {
	if now := time.Now(); now.Sub(t.last) >= t.every {
		t.last = now
		t.calls++
		f()
	}
}

func main() {
	t := throttle{every: 250 * time.Millisecond}
	ticker := time.NewTicker(60 * time.Millisecond)
	defer ticker.Stop()
	begin := time.Now()
	n := 0
	for now := range ticker.C {
		n++
		t.do(func() { fmt.Println("handled event", n, "at", now.Sub(begin)) })
		if n == 20 {
			break
		}
	}
	fmt.Printf("%d events, %d calls\n", n, t.calls)
}

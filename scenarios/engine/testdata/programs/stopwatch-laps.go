package main

import (
	"fmt"
	"strings"
	"time"
)

type lap struct {
	name string
	took time.Duration
}

type stopwatch struct {
	start, last time.Time
	laps        []lap
}

func (s *stopwatch) lap(name string) {
	now := time.Now()
	s.laps = append(s.laps, lap{name, now.Sub(s.last)})
	s.last = now
}

func timed(name string) func() {
	begin := time.Now()
	return func() { fmt.Printf("%s took %v\n", name, time.Since(begin).Round(10*time.Millisecond)) }
}

func main() {
	defer timed("main")()
	s := &stopwatch{start: time.Now(), last: time.Now()}
	for i, n := range []string{"swim", "cycle", "run"} {
		done := make(chan bool)
		go func() {
			defer timed(n)()
			time.Sleep(time.Duration(1234*(i+1)) * time.Millisecond)
			done <- true
		}()
		<-done
		s.lap(n)
	}
	for _, l := range s.laps {
		fmt.Printf("%-6s %8.3fs %s\n", l.name, l.took.Seconds(), strings.Repeat("=", int(l.took/(500*time.Millisecond))))
	}
	fmt.Println(s.last.Sub(s.start) == 7404*time.Millisecond)
}

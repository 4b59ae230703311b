package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"
)

type event struct {
	at   time.Duration
	who  int
	what string
}

type sim struct {
	mu     sync.Mutex
	start  time.Time
	events []event
}

func (s *sim) note(who int, format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.events = append(s.events, event{time.Since(s.start), who, fmt.Sprintf(format, args...)})
}

func main() {
	s := &sim{start: time.Now()}
	machines := make(chan int, 2)
	machines <- 1
	machines <- 2
	var wg sync.WaitGroup
	arrive := sync.WaitGroup{}
	arrive.Add(5)
	for who := range 5 {
		wg.Go(func() {
			time.Sleep(time.Duration(who*who) * time.Millisecond)
			s.note(who, "arrives")
			arrive.Done()
			arrive.Wait()
			m := <-machines
			s.note(who, "takes machine %d", m)
			time.Sleep(time.Duration(10-who) * time.Millisecond)
			s.note(who, "leaves machine %d", m)
			machines <- m
		})
	}
	wg.Wait()
	sort.SliceStable(s.events, func(i, j int) bool { return s.events[i].at < s.events[j].at })
	for _, e := range s.events {
		fmt.Printf("%5v %s%d %s\n", e.at, strings.Repeat("  ", e.who), e.who, e.what)
	}
}

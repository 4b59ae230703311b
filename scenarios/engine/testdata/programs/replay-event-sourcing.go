package main

import (
	"fmt"
	"sync"
	"time"
)

type Event struct {
	Seq  int
	At   time.Duration
	Kind string
	Data any
}

type Store struct {
	mu     sync.RWMutex
	start  time.Time
	events []Event
	watch  []chan<- Event
}

func (s *Store) Append(kind string, data any) Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := Event{len(s.events) + 1, time.Since(s.start), kind, data}
	s.events = append(s.events, e)
	for _, w := range s.watch {
		w <- e
	}
	return e
}

func (s *Store) Watch(c chan<- Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watch = append(s.watch, c)
}

func Fold[S any](s *Store, state S, f func(S, Event) S) S {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, e := range s.events {
		state = f(state, e)
	}
	return state
}

func main() {
	s := &Store{start: time.Now()}
	c := make(chan Event, 1)
	s.Watch(c)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for e := range c {
			fmt.Printf("%+v\n", e)
		}
	}()
	s.Append("deposited", 50)
	time.Sleep(time.Minute)
	s.Append("withdrawn", 20)
	s.Append("renamed", "savings")
	time.Sleep(90 * time.Second)
	s.Append("deposited", 5.5)
	close(c)
	<-done
	total := Fold(s, 0.0, func(t float64, e Event) float64 {
		sign := map[string]float64{"deposited": 1, "withdrawn": -1}[e.Kind]
		switch n := e.Data.(type) {
		case int:
			return t + sign*float64(n)
		case float64:
			return t + sign*n
		}
		return t
	})
	last := Fold(s, Event{}, func(_, e Event) Event { return e })
	fmt.Println(total, last.Seq, last.At)
}

package main

import (
	"fmt"
	"slices"
	"sync"
)

type Subject[T any] struct {
	mu   sync.Mutex
	next int
	subs map[int]func(T)
}

func (s *Subject[T]) Subscribe(f func(T)) (unsubscribe func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.subs == nil {
		s.subs = map[int]func(T){}
	}
	id := s.next
	s.next++
	s.subs[id] = f
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.subs, id)
	}
}

func (s *Subject[T]) Notify(v T) {
	s.mu.Lock()
	ids := make([]int, 0, len(s.subs))
	for id := range s.subs {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	fs := make([]func(T), len(ids))
	for i, id := range ids {
		fs[i] = s.subs[id]
	}
	s.mu.Unlock()
	for _, f := range fs {
		f(v)
	}
}

func main() {
	var temperature Subject[float64]
	temperature.Subscribe(func(c float64) { fmt.Printf("%.1f°C\n", c) })
	stop := temperature.Subscribe(func(c float64) { fmt.Printf("%.1f°F\n", c*9/5+32) })
	var once func()
	once = temperature.Subscribe(func(c float64) {
		fmt.Println("first reading:", c)
		once()
	})
	for i, c := range []float64{20, -40, 36.6} {
		temperature.Notify(c)
		if i == 1 {
			stop()
			stop()
		}
	}
}

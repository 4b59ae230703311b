package main

import (
	"fmt"
	"sort"
	"sync"
)

type SafeMap[K comparable, V any] struct {
	mu sync.RWMutex
	m  map[K]V
}

func (s *SafeMap[K, V]) Store(k K, v V) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.m == nil {
		s.m = make(map[K]V)
	}
	s.m[k] = v
}

func (s *SafeMap[K, V]) Load(k K) (v V, ok bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	v, ok = s.m[k]
	return
}

func (s *SafeMap[K, V]) Update(k K, f func(old V, had bool) V) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old, had := s.m[k]
	s.m[k] = f(old, had)
}

func (s *SafeMap[K, V]) Len() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.m)
}

type point struct{ x, y int }

func main() {
	var grid SafeMap[point, string]
	grid.Store(point{0, 0}, "origin")
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			grid.Update(point{i % 2, i / 4}, func(old string, had bool) string {
				if had {
					return old + fmt.Sprint("+", i)
				}
				return fmt.Sprint(i)
			})
		}()
	}
	wg.Wait()
	var all []string
	for x := range 2 {
		for y := range 3 {
			if v, ok := grid.Load(point{x, y}); ok {
				all = append(all, fmt.Sprintf("%v=%s", point{x, y}, v))
			}
		}
	}
	sort.Strings(all)
	fmt.Println(all, grid.Len())
}

package main

import (
	"fmt"
	"sync"
	"time"
)

type settings struct {
	mu     sync.RWMutex
	values map[string]string
}

func (s *settings) get(key string) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	time.Sleep(2 * time.Millisecond)
	return s.values[key]
}

func (s *settings) set(key, value string) {
	s.mu.Lock()
	s.values[key] = value
	s.mu.Unlock()
}

func main() {
	start := time.Now()
	s := &settings{values: map[string]string{"mode": "dark"}}
	var wg sync.WaitGroup
	for r := range 4 {
		wg.Go(func() {
			for range 3 {
				v := s.get("mode")
				fmt.Println(time.Since(start), "reader", r, v)
				time.Sleep(time.Duration(r+1) * time.Millisecond)
			}
		})
	}
	wg.Go(func() {
		for _, m := range []string{"light", "auto"} {
			time.Sleep(3 * time.Millisecond)
			s.set("mode", m)
			fmt.Println(time.Since(start), "writer set", m)
		}
	})
	wg.Wait()
}

package main

import (
	"fmt"
	"strings"
	"sync"
)

type safeBuilder struct {
	mu sync.Mutex
	b  strings.Builder
}

func (s *safeBuilder) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func main() {
	var out safeBuilder
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Fprintf(&out, "line %d: %s\n", i, strings.Repeat("ab", i))
		}()
	}
	wg.Wait()
	fmt.Print(out.b.String())
	fmt.Println(out.b.Len(), strings.Count(out.b.String(), "\n"))
}

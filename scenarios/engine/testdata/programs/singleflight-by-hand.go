package main

import (
	"fmt"
	"sync"
	"time"
)

type flight[V any] struct {
	wg   sync.WaitGroup
	val  V
	dups int
}

type Group[K comparable, V any] struct {
	mu sync.Mutex
	m  map[K]*flight[V]
}

func (g *Group[K, V]) Do(key K, fn func() V) (v V, shared bool) {
	g.mu.Lock()
	if g.m == nil {
		g.m = make(map[K]*flight[V])
	}
	if f, ok := g.m[key]; ok {
		f.dups++
		g.mu.Unlock()
		f.wg.Wait()
		return f.val, true
	}
	f := new(flight[V])
	f.wg.Add(1)
	g.m[key] = f
	g.mu.Unlock()
	f.val = fn()
	f.wg.Done()
	g.mu.Lock()
	delete(g.m, key)
	defer g.mu.Unlock()
	return f.val, f.dups > 0
}

func main() {
	var g Group[string, int]
	var wg sync.WaitGroup
	loads := 0
	for i := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(i) * 15 * time.Millisecond)
			v, shared := g.Do("weather", func() int {
				loads++
				time.Sleep(40 * time.Millisecond)
				return 20 + loads
			})
			fmt.Println(i, v, shared)
		}()
	}
	wg.Wait()
	fmt.Println("loads:", loads)
}

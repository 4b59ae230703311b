package main

import (
	"fmt"
	"sync"
)

type Guarded[T any] struct {
	sync.Mutex
	value T
}

func With[T any](g *Guarded[T], f func(*T)) {
	g.Lock()
	defer g.Unlock()
	f(&g.value)
}

type registry struct {
	*sync.RWMutex
	names []string
}

func locked(l sync.Locker, f func()) {
	l.Lock()
	defer l.Unlock()
	f()
}

func main() {
	var g Guarded[map[string]int]
	With(&g, func(m *map[string]int) { *m = map[string]int{"a": 1} })
	r := registry{RWMutex: new(sync.RWMutex)}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			With(&g, func(m *map[string]int) { (*m)["a"] += i })
			locked(r, func() { r.names = append(r.names, fmt.Sprint("n", i)) })
		})
	}
	wg.Wait()
	fmt.Println(g.value, len(r.names))
	r.RLock()
	fmt.Println(r.TryLock(), r.TryRLock())
}

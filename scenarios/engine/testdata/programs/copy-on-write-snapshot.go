package main

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

type List struct {
	mu  sync.Mutex // for writers
	cur atomic.Value
}

func (l *List) Snapshot() []string {
	s, _ := l.cur.Load().([]string)
	return s
}

func (l *List) Add(s string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	next := append(slices.Clone(l.Snapshot()), s)
	slices.Sort(next)
	l.cur.Store(next)
}

func main() {
	var l List
	l.Add("m")
	before := l.Snapshot()
	var wg sync.WaitGroup
	for _, s := range []string{"z", "a", "k", "b"} {
		wg.Go(func() { l.Add(s) })
	}
	wg.Wait()
	fmt.Println(before, l.Snapshot())
	i, ok := slices.BinarySearch(l.Snapshot(), "k")
	fmt.Println(i, ok, slices.Contains(before, "k"), slices.Equal(before, l.Snapshot()))
	for i, s := range slices.Backward(l.Snapshot()) {
		fmt.Print(i, s, " ")
	}
	fmt.Println(slices.Collect(slices.Values(before)), slices.IndexFunc(l.Snapshot(), func(s string) bool { return s > "k" }))
	for c := range slices.Chunk(l.Snapshot(), 2) {
		fmt.Print(c)
	}
	fmt.Println()
}

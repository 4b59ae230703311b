package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"
)

type Stats struct {
	sync.Mutex
	count map[string]int
	total map[string]time.Duration
}

func (s *Stats) record(label string, d time.Duration) {
	s.Lock()
	defer s.Unlock()
	s.count[label]++
	s.total[label] += d
}

func (s *Stats) String() string {
	s.Lock()
	defer s.Unlock()
	var lines []string
	for l, n := range s.count {
		lines = append(lines, fmt.Sprintf("%-8s %2d × %v", l, n, s.total[l]/time.Duration(n)))
	}
	sort.Strings(lines)
	return strings.Join(lines, "\n")
}

func main() {
	stats := &Stats{count: map[string]int{}, total: map[string]time.Duration{}}
	tasks := make(chan struct {
		label string
		cost  time.Duration
	})
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for t := range tasks {
				begin := time.Now()
				time.Sleep(t.cost)
				stats.record(t.label, time.Since(begin))
			}
		})
	}
	for i := range 12 {
		label := [...]string{"read", "write", "compact"}[i%3]
		tasks <- struct {
			label string
			cost  time.Duration
		}{label, time.Duration(len(label)*(i+1)) * time.Millisecond}
	}
	close(tasks)
	wg.Wait()
	fmt.Println(stats)
}

package main

import (
	"fmt"
	"os"
	"sync"
	"text/tabwriter"
	"time"
)

type stat struct {
	name  string
	tasks int
	busy  time.Duration
}

func main() {
	stats := []stat{{name: "alpha"}, {name: "be"}, {name: "gamma-long"}}
	var wg sync.WaitGroup
	for i := range stats {
		wg.Add(1)
		go func(s *stat) {
			defer wg.Done()
			begin := time.Now()
			for range i + 2 {
				time.Sleep(time.Duration(i+1) * 150 * time.Millisecond)
				s.tasks++
			}
			s.busy = time.Since(begin)
		}(&stats[i])
	}
	wg.Wait()
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', tabwriter.AlignRight|tabwriter.Debug)
	fmt.Fprintln(w, "worker\ttasks\tbusy\t")
	for _, s := range stats {
		fmt.Fprintf(w, "%s\t%d\t%v\t\n", s.name, s.tasks, s.busy)
	}
	w.Flush()
}

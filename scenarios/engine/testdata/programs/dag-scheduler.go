package main

import (
	"fmt"
	"sort"
	"sync"
	"time"
)

type task struct {
	name  string
	needs []string
	cost  time.Duration
	done  chan struct{}
}

func main() {
	tasks := map[string]*task{}
	add := func(name string, cost int, needs ...string) {
		tasks[name] = &task{name, needs, time.Duration(cost) * time.Millisecond, make(chan struct{})}
	}
	add("shop", 30)
	add("chop", 20, "shop")
	add("boil", 40, "shop")
	add("fry", 25, "chop")
	add("plate", 5, "boil", "fry")
	names := make([]string, 0, len(tasks))
	for n := range tasks {
		names = append(names, n)
	}
	sort.Strings(names)
	start := time.Now()
	var wg sync.WaitGroup
	for _, n := range names {
		t := tasks[n]
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer close(t.done)
			for _, need := range t.needs {
				<-tasks[need].done
			}
			fmt.Printf("%5v begin %s\n", time.Since(start), t.name)
			time.Sleep(t.cost)
			fmt.Printf("%5v end   %s\n", time.Since(start), t.name)
		}()
	}
	wg.Wait()
	fmt.Println("dinner at", time.Since(start))
}

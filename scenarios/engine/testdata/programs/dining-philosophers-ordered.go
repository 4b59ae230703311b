package main

import (
	"fmt"
	"sync"
	"time"
)

type philosopher struct {
	name        string
	first, then *sync.Mutex
}

func (p philosopher) dine(times int, wg *sync.WaitGroup, log func(string, ...any)) {
	defer wg.Done()
	for i := range times {
		log("%s is hungry", p.name)
		p.first.Lock()
		time.Sleep(time.Millisecond)
		p.then.Lock()
		log("%s eats (%d)", p.name, i+1)
		time.Sleep(5 * time.Millisecond)
		p.then.Unlock()
		p.first.Unlock()
		log("%s thinks", p.name)
		time.Sleep(3 * time.Millisecond)
	}
}

func main() {
	names := []string{"Plato", "Kant", "Hume", "Hegel", "Marx"}
	forks := make([]sync.Mutex, len(names))
	start := time.Now()
	log := func(format string, args ...any) {
		fmt.Printf("%6s ", time.Since(start))
		fmt.Printf(format+"\n", args...)
	}
	var wg sync.WaitGroup
	for i, name := range names {
		a, b := i, (i+1)%len(names)
		if a > b {
			a, b = b, a // the lower fork first: no cycle
		}
		wg.Add(1)
		go philosopher{name, &forks[a], &forks[b]}.dine(2, &wg, log)
	}
	wg.Wait()
	log("everyone is full")
}

package main

import (
	"fmt"
	"sync"
	"time"
)

var mu sync.Mutex

// greedy does all its work inside the lock, and takes it again at once.
func greedy(turns int, wg *sync.WaitGroup) {
	defer wg.Done()
	for turn := 1; turn <= turns; turn++ {
		mu.Lock()
		time.Sleep(300 * time.Microsecond)
		mu.Unlock()
	}
	fmt.Println("greedy has had", turns, "turns")
}

// polite needs the lock only for a moment.
func polite(turns int, wg *sync.WaitGroup) {
	defer wg.Done()
	for turn := 1; turn <= turns; turn++ {
		time.Sleep(100 * time.Microsecond)
		asked := time.Now()
		mu.Lock()
		waited := time.Since(asked)
		mu.Unlock()
		fmt.Println("polite, turn", turn, "waited", waited)
	}
}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go polite(2, &wg)
	go greedy(12, &wg)
	wg.Wait()
}

package main

import (
	"fmt"
	"sync"
	"time"
)

// dine takes the fork on the left, then the one on the right, and eats.
func dine(name string, left, right *sync.Mutex, wg *sync.WaitGroup) {
	defer wg.Done()
	left.Lock()
	fmt.Println(name, "has the left fork")
	time.Sleep(time.Millisecond)
	right.Lock()
	fmt.Println(name, "eats")
	time.Sleep(time.Millisecond)
	right.Unlock()
	left.Unlock()
	fmt.Println(name, "has eaten")
}

func main() {
	names := []string{"Plato", "Hypatia", "Kant", "Arendt", "Laozi"}
	forks := make([]sync.Mutex, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		left, right := &forks[i], &forks[(i+1)%len(forks)]
		wg.Add(1)
		go dine(name, left, right, &wg)
	}
	wg.Wait()
	fmt.Println("all have eaten")
}

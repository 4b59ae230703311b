package main

import (
	"fmt"
	"sync"
	"time"
)

// dine takes the two forks in the order given, and eats.
func dine(name string, first, second *sync.Mutex, wg *sync.WaitGroup) {
	defer wg.Done()
	first.Lock()
	fmt.Println(name, "has one fork")
	time.Sleep(time.Millisecond)
	second.Lock()
	fmt.Println(name, "eats")
	time.Sleep(time.Millisecond)
	second.Unlock()
	first.Unlock()
	fmt.Println(name, "has eaten")
}

func main() {
	names := []string{"Plato", "Hypatia", "Kant", "Arendt", "Laozi"}
	forks := make([]sync.Mutex, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		left, right := i, (i+1)%len(forks)
		first, second := min(left, right), max(left, right) // the lower number first
		wg.Add(1)
		go dine(name, &forks[first], &forks[second], &wg)
	}
	wg.Wait()
	fmt.Println("all have eaten")
}

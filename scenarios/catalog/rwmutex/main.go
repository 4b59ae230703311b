package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	board sync.RWMutex
	menu  = "soup"
)

func guest(name string, comes time.Duration, wg *sync.WaitGroup) {
	defer wg.Done()
	time.Sleep(comes)
	board.RLock()
	defer board.RUnlock()
	fmt.Println(name, "starts to read")
	time.Sleep(3 * time.Millisecond)
	fmt.Println(name, "has read", menu)
}

func cook(dish string, comes time.Duration, wg *sync.WaitGroup) {
	defer wg.Done()
	time.Sleep(comes)
	fmt.Println("cook wants to write")
	board.Lock()
	defer board.Unlock()
	fmt.Println("cook writes", dish)
	time.Sleep(2 * time.Millisecond)
	menu = dish
}

func main() {
	var wg sync.WaitGroup
	wg.Add(5)
	go guest("Ada", 0, &wg)
	go guest("Ben", 1*time.Millisecond, &wg)
	go cook("fish", 2*time.Millisecond, &wg)
	go guest("Cleo", 3*time.Millisecond, &wg)
	go guest("Dan", 3*time.Millisecond, &wg)
	wg.Wait()
}

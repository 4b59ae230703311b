package main

import (
	"fmt"
	"sync"
)

func main() {
	defer func() { fmt.Println("cannot recover this:", recover()) }()
	var mu sync.Mutex
	mu.Lock()
	go mu.Unlock()
	mu.Lock()
	fmt.Println("locked twice, with help")
	mu.Unlock()
	mu.Unlock()
}

package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	c.Signal() // nobody waits yet: the signal is lost
	mu.Lock()
	defer mu.Unlock()
	fmt.Println("waiting for a signal that was sent too early")
	c.Wait()
	fmt.Println("woken")
}

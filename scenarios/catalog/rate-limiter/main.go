package main

import (
	"fmt"
	"time"
)

// customers come three at once, and two more later.
func customers(requests chan<- string) {
	for _, name := range []string{"Ada", "Ben", "Cleo"} {
		requests <- name
	}
	time.Sleep(45 * time.Millisecond)
	for _, name := range []string{"Dan", "Eve"} {
		requests <- name
	}
	close(requests)
}

func main() {
	requests := make(chan string, 5)
	go customers(requests)

	start := time.Now()
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for name := range requests {
		<-ticker.C // at most one request per tick
		fmt.Println(name, "is served at", time.Since(start))
	}
}

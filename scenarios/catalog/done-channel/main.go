package main

import (
	"fmt"
	"sync"
	"time"
)

// watch looks at its sensor again and again, until it is told to stop.
func watch(sensor string, every time.Duration, done <-chan struct{}, wg *sync.WaitGroup) {
	defer wg.Done()
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			fmt.Println(sensor, "is fine")
		case <-done:
			fmt.Println(sensor, "stops")
			return
		}
	}
}

func main() {
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(3)
	go watch("heat", 3*time.Millisecond, done, &wg)
	go watch("smoke", 5*time.Millisecond, done, &wg)
	go watch("door", 7*time.Millisecond, done, &wg)

	time.Sleep(11 * time.Millisecond)
	fmt.Println("main: close(done)")
	close(done) // one close tells them all
	wg.Wait()
}

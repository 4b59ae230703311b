package main

import (
	"fmt"
	"sync"
	"time"
)

// hog counts primes and never waits for anything.
func hog(primes *int, wg *sync.WaitGroup) {
	defer wg.Done()
	for n := 2; n < 980; n++ {
		prime := true
		for d := 2; d < n; d++ {
			if n%d == 0 {
				prime = false
				break
			}
		}
		if prime {
			*primes++
		}
	}
}

func heartbeat(wg *sync.WaitGroup) {
	defer wg.Done()
	for beat := 1; beat <= 6; beat++ {
		time.Sleep(10 * time.Millisecond)
		fmt.Println("heartbeat", beat)
	}
}

func main() {
	var wg sync.WaitGroup
	primes := 0
	wg.Add(2)
	go hog(&primes, &wg)
	go heartbeat(&wg)
	wg.Wait()
	fmt.Println("primes:", primes)
}

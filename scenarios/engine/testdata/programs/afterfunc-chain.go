package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	start := time.Now()
	var wg sync.WaitGroup
	wg.Add(4)
	var step func(n int)
	step = func(n int) {
		defer wg.Done()
		fmt.Println("step", n, "at", time.Since(start))
		if n < 4 {
			time.AfterFunc(time.Duration(n)*100*time.Millisecond, func() { step(n + 1) })
		}
	}
	time.AfterFunc(50*time.Millisecond, func() { step(1) })
	bomb := time.AfterFunc(200*time.Millisecond, func() { fmt.Println("boom") })
	time.Sleep(199 * time.Millisecond)
	fmt.Println("defused:", bomb.Stop())
	wg.Wait()
	watchdog := time.AfterFunc(30*time.Millisecond, func() { fmt.Println("watchdog bites at", time.Since(start)) })
	for range 3 {
		time.Sleep(20 * time.Millisecond)
		fmt.Println("kick:", watchdog.Reset(30*time.Millisecond))
	}
	time.Sleep(50 * time.Millisecond)
}

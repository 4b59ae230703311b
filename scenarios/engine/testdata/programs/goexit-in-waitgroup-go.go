package main

import (
	"fmt"
	"runtime"
	"sync"
)

func check(n int) {
	if n%3 == 0 {
		fmt.Println("task", n, "leaves early")
		runtime.Goexit()
	}
}

func main() {
	var wg sync.WaitGroup
	var once sync.Once
	for n := range 6 {
		wg.Go(func() {
			defer fmt.Println("task", n, "cleans up")
			once.Do(func() { fmt.Println("first is", n); check(n) })
			check(n)
			fmt.Println("task", n, "finishes")
		})
	}
	wg.Wait()
	fmt.Println("goroutines", runtime.NumGoroutine())
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { fmt.Println("recover in Goexit:", recover()) }()
		defer func() {
			defer func() { fmt.Println("recovered", recover()) }()
			panic("during Goexit")
		}()
		runtime.Goexit()
	}()
	<-done
}

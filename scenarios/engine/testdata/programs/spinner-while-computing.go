package main

import (
	"fmt"
	"time"
)

func spinner(delay time.Duration, stop <-chan struct{}) {
	for {
		for _, r := range `-\|/` {
			select {
			case <-stop:
				return
			case <-time.After(delay):
				fmt.Printf("\r%c", r)
			}
		}
	}
}

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func main() {
	stop := make(chan struct{})
	go spinner(100*time.Millisecond, stop)
	time.Sleep(650 * time.Millisecond)
	n := fib(12)
	close(stop)
	fmt.Printf("\rfib(12) = %d\n", n)
}

package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
)

// Spinning politely: each waits for its turn with Gosched.
func main() {
	var turn atomic.Int32
	done := make(chan bool)
	go func() {
		for c := 'A'; c <= 'J'; c++ {
			for turn.Load() != 1 {
				runtime.Gosched()
			}
			fmt.Print(string(c))
			turn.Store(0)
		}
		done <- true
	}()
	go func() {
		for i := 1; i <= 20; i += 2 {
			for turn.Load() != 0 {
				runtime.Gosched()
			}
			fmt.Print(i, i+1)
			turn.Store(1)
		}
		done <- true
	}()
	<-done
	<-done
	fmt.Println()
}

package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	fmt.Println("start:", runtime.NumGoroutine())
	block := make(chan struct{})
	for i := range 10 {
		go func() {
			if i%2 == 0 {
				<-block
			}
		}()
	}
	fmt.Println("spawned:", runtime.NumGoroutine())
	runtime.Gosched()
	fmt.Println("odd ones are gone:", runtime.NumGoroutine())
	time.AfterFunc(time.Millisecond, func() { close(block) })
	fmt.Println("a timer is no goroutine:", runtime.NumGoroutine())
	time.Sleep(2 * time.Millisecond)
	fmt.Println("end:", runtime.NumGoroutine())
}

package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var a, b sync.Mutex
	done := make(chan bool)
	go func() {
		a.Lock()
		fmt.Println("1 holds a")
		time.Sleep(10 * time.Millisecond)
		b.Lock()
		done <- true
	}()
	go func() {
		b.Lock()
		fmt.Println("2 holds b")
		time.Sleep(10 * time.Millisecond)
		a.Lock()
		done <- true
	}()
	<-done
	<-done
}

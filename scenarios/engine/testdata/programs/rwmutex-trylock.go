package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.RWMutex
	mu.RLock()
	fmt.Println("second reader:", mu.TryRLock())
	fmt.Println("writer:", mu.TryLock())
	done := make(chan bool)
	go func() {
		mu.Lock()
		fmt.Println("writer is in")
		mu.Unlock()
		done <- true
	}()
	time.Sleep(time.Millisecond)
	fmt.Println("reader while a writer waits:", mu.TryRLock())
	mu.RUnlock()
	mu.RUnlock()
	<-done
	l := mu.RLocker()
	l.Lock()
	fmt.Println("writer beside RLocker:", mu.TryLock())
	l.Unlock()
	fmt.Println("writer at last:", mu.TryLock())
	var plain sync.Mutex
	plain.Lock()
	fmt.Println(plain.TryLock())
	plain.Unlock()
	fmt.Println(plain.TryLock())
}

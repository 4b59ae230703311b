package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

type SpinLock struct {
	state atomic.Int32
	spins int
}

func (s *SpinLock) Lock() {
	for !s.state.CompareAndSwap(0, 1) {
		s.spins++
		runtime.Gosched()
	}
}

func (s *SpinLock) Unlock() { s.state.Store(0) }

func main() {
	var lock sync.Locker = new(SpinLock)
	count := 0
	var wg sync.WaitGroup
	for range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 3 {
				lock.Lock()
				c := count
				runtime.Gosched()
				count = c + 1
				lock.Unlock()
			}
		}()
	}
	wg.Wait()
	fmt.Println("count", count)
	fmt.Println("had to spin:", lock.(*SpinLock).spins > 0)
	time.Sleep(time.Millisecond)
}

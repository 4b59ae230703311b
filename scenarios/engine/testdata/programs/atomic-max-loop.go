package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func storeMax(addr *int64, v int64) (updated bool) {
	for {
		old := atomic.LoadInt64(addr)
		if v <= old {
			return false
		}
		if atomic.CompareAndSwapInt64(addr, old, v) {
			return true
		}
	}
}

func main() {
	var peak int64
	var updates atomic.Int32
	var wg sync.WaitGroup
	for i := int64(0); i < 30; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if storeMax(&peak, (i*37+11)%101) {
				updates.Add(1)
			}
		}()
	}
	wg.Wait()
	fmt.Println("peak", peak, "updates", updates.Load())
}

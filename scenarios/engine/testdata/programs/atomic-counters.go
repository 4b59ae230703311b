package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var ops atomic.Uint64
	var hits int64
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Add(1)
		go func() {
			for c := range 100 {
				ops.Add(1)
				if (i+c)%7 == 0 {
					atomic.AddInt64(&hits, 1)
				}
			}
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println("ops:", ops.Load())
	fmt.Println("hits:", atomic.LoadInt64(&hits))
	fmt.Println(ops.CompareAndSwap(5000, 1), ops.CompareAndSwap(5000, 2), ops.Swap(9), ops.Load())
}

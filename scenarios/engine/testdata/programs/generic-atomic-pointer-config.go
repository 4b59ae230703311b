package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

type Config struct {
	Version int
	Hosts   []string
}

func main() {
	var current atomic.Pointer[Config]
	fmt.Println("nothing yet:", current.Load() == nil)
	current.Store(&Config{1, []string{"a"}})
	var wg sync.WaitGroup
	for r := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			last := 0
			for range 6 {
				c := current.Load()
				if c.Version != last {
					fmt.Println("reader", r, "sees", *c)
					last = c.Version
				}
				time.Sleep(4 * time.Millisecond)
			}
		}()
	}
	for v := 2; v <= 4; v++ {
		time.Sleep(5 * time.Millisecond)
		old := current.Load()
		next := &Config{v, append([]string{fmt.Sprint("host", v)}, old.Hosts...)}
		fmt.Println("swapped:", current.CompareAndSwap(old, next), current.CompareAndSwap(old, next))
	}
	wg.Wait()
	fmt.Println(current.Swap(nil).Version, current.Load())
}

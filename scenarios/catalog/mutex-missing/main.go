package main

import (
	"fmt"
	"sync"
	"time"
)

// Counter is NOT safe to use from several goroutines.
type Counter struct {
	n map[string]int
}

func (c *Counter) Inc(key string) {
	old := c.n[key]
	time.Sleep(time.Millisecond) // something slow
	c.n[key] = old + 1
}

func (c *Counter) Value(key string) int {
	return c.n[key]
}

func main() {
	c := Counter{n: map[string]int{}}
	var wg sync.WaitGroup
	for range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.Inc("hits")
		}()
	}
	wg.Wait()
	fmt.Println("hits:", c.Value("hits"))
}

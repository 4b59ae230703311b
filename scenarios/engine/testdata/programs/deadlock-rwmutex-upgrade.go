package main

import (
	"fmt"
	"sync"
)

type cache struct {
	sync.RWMutex
	data map[int]int
}

func (c *cache) square(n int) int {
	c.RLock()
	defer c.RUnlock()
	if v, ok := c.data[n]; ok {
		return v
	}
	c.Lock() // a reader cannot become a writer
	c.data[n] = n * n
	c.Unlock()
	return n * n
}

func main() {
	c := &cache{data: map[int]int{2: 4}}
	fmt.Println(c.square(2))
	fmt.Println(c.square(3))
}

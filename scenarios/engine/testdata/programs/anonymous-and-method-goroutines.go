package main

import (
	"fmt"
	"sync"
)

type counter struct {
	name string
	n    int
}

func (c counter) show(wg *sync.WaitGroup) { defer wg.Done(); fmt.Println("value", c.name, c.n) }
func (c *counter) inc(wg *sync.WaitGroup) {
	defer wg.Done()
	c.n++
	fmt.Println("pointer", c.name, c.n)
}

type shower interface{ show(*sync.WaitGroup) }

func main() {
	var wg sync.WaitGroup
	c := counter{"c", 1}
	wg.Add(5)
	go c.show(&wg) // c is copied now
	go c.inc(&wg)
	var s shower = &c
	go s.show(&wg)
	f := c.show
	c.n = 50
	go f(&wg)
	go func(prefix string) {
		defer wg.Done()
		fmt.Println(prefix, c.n)
	}(fmt.Sprint("argument ", c.n))
	wg.Wait()
	fmt.Println(c)
}

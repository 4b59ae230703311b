package main

import (
	"fmt"
	"sync"
)

var (
	total = compute("total", a+b)
	a     = compute("a", c*2)
	b     = compute("b", 5)
	c     = compute("c", 3)
	log   []string
	table = func() map[string]int {
		m := map[string]int{}
		for i, s := range [...]string{2: "two", 0: "zero"} {
			m[s] += i
		}
		return m
	}()
	results = make(chan int, 4)
	_       = register("blank")
)

func compute(name string, v int) int {
	log = append(log, fmt.Sprint(name, "=", v))
	return v
}

func register(name string) bool {
	log = append(log, name)
	return true
}

func init() {
	log = append(log, "first init")
	go func() { results <- total }()
}

func init() {
	log = append(log, "second init")
	var wg sync.WaitGroup
	wg.Go(func() { results <- len(table) })
	wg.Wait()
}

func main() {
	fmt.Println(log)
	fmt.Println(<-results, <-results, table)
	const big = 1 << 100
	fmt.Println(big>>98, len(log), cap(results))
}

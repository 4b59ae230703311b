package main

import (
	"fmt"
	"sort"
	"sync"
	"time"
)

func source(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 1; i <= n; i++ {
			out <- i
		}
	}()
	return out
}

func slowSquare(in <-chan int, delay time.Duration) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for v := range in {
			time.Sleep(delay)
			out <- v * v
		}
	}()
	return out
}

func merge(cs ...<-chan int) <-chan int {
	var wg sync.WaitGroup
	out := make(chan int)
	wg.Add(len(cs))
	for _, c := range cs {
		go func() {
			defer wg.Done()
			for v := range c {
				out <- v
			}
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func main() {
	in := source(9)
	a := slowSquare(in, 3*time.Millisecond)
	b := slowSquare(in, 5*time.Millisecond)
	c := slowSquare(in, 7*time.Millisecond)
	var got []int
	for v := range merge(a, b, c) {
		fmt.Println("received", v)
		got = append(got, v)
	}
	sort.Ints(got)
	fmt.Println(got)
}

package main

import (
	"fmt"
	"time"
)

func index(name string, i int) int { fmt.Println("evaluate", name); return i }

func channel(name string, c chan int) chan int { fmt.Println("channel", name); return c }

func main() {
	a, b := make(chan int, 1), make(chan int)
	var arr [3]int
	m := map[string]int{}
	a <- 7
	select {
	case arr[index("index", 2)] = <-channel("a", a):
		fmt.Println("stored", arr)
	case channel("b", b) <- index("value", 5):
	}
	a <- 8
	var ok bool
	select {
	case m["x"], ok = <-a:
		fmt.Println(m, ok)
	case <-time.After(time.Second):
	}
loop:
	for i := 0; ; i++ {
		select {
		case v, ok := <-a:
			fmt.Println("a", v, ok)
			break loop
		case b <- i:
		case <-time.After(10 * time.Millisecond):
			if i == 2 {
				close(a)
				continue loop
			}
			fmt.Println("nothing", i)
		}
	}
	select {
	case v := <-a:
		fmt.Println("closed channel gives", v)
	}
	select {
	default:
		fmt.Println("only default")
	}
	go func() { b <- 1 }()
	switch v := <-b; {
	case v == 1:
		select {
		case <-b:
		case <-time.After(time.Millisecond):
			break
		}
		fmt.Println("after the select")
	}
}

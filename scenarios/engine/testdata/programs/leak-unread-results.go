package main

import (
	"fmt"
	"runtime"
	"time"
)

func first(sources ...func() string) string {
	c := make(chan string) // unbuffered: the losers stay for ever
	for _, s := range sources {
		go func() { c <- s() }()
	}
	return <-c
}

func main() {
	fmt.Println("before:", runtime.NumGoroutine())
	slow := func(name string, d time.Duration) func() string {
		return func() string { time.Sleep(d); return name }
	}
	for i := range 3 {
		w := first(slow("a", 30*time.Millisecond), slow("b", time.Duration(20+10*i+5)*time.Millisecond), slow("c", 90*time.Millisecond))
		fmt.Println("winner:", w, "goroutines:", runtime.NumGoroutine())
	}
	time.Sleep(time.Second)
	fmt.Println("after:", runtime.NumGoroutine())
}

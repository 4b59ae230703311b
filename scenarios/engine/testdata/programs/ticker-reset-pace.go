package main

import (
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	t := time.NewTicker(100 * time.Millisecond)
	pace := 100 * time.Millisecond
	for n := 1; n <= 8; n++ {
		at := <-t.C
		fmt.Println(n, at.Sub(start), pace)
		if n%2 == 0 {
			pace /= 2
			t.Reset(pace)
		}
		if n == 5 {
			time.Sleep(90 * time.Millisecond) // too slow: ticks are dropped
		}
	}
	t.Stop()
	select {
	case <-t.C:
		fmt.Println("a tick after Stop")
	case <-time.After(time.Second):
		fmt.Println("quiet")
	}
}

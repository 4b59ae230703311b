package main

import (
	"fmt"
	"runtime"
	"time"
)

type poller struct{ stop chan struct{} }

func start(name string) *poller {
	p := &poller{make(chan struct{})}
	go func() {
		t := time.NewTicker(40 * time.Millisecond)
		defer t.Stop()
		for n := 1; ; n++ {
			select {
			case <-t.C:
				fmt.Println(name, "poll", n)
			case <-p.stop:
				fmt.Println(name, "stopped")
				return
			}
		}
	}()
	return p
}

func main() {
	a := start("a")
	time.Sleep(15 * time.Millisecond)
	start("b") // nobody can stop this one
	time.Sleep(100 * time.Millisecond)
	close(a.stop)
	time.Sleep(50 * time.Millisecond)
	fmt.Println("left:", runtime.NumGoroutine()-1)
}

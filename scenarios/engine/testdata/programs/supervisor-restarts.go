package main

import (
	"fmt"
	"time"
)

type exit struct {
	name   string
	reason any
}

func supervise(name string, exits chan<- exit, run func()) {
	go func() {
		defer func() { exits <- exit{name, recover()} }()
		run()
	}()
}

func main() {
	exits := make(chan exit)
	attempts := map[string]int{}
	var start func(name string)
	start = func(name string) {
		attempts[name]++
		n := attempts[name]
		supervise(name, exits, func() {
			time.Sleep(time.Duration(len(name)*n) * time.Millisecond)
			switch {
			case name == "flaky" && n < 3:
				panic(fmt.Errorf("%s crashed (attempt %d)", name, n))
			case name == "index":
				var a []int
				_ = a[n]
			}
		})
	}
	for _, n := range []string{"solid", "flaky", "index"} {
		start(n)
	}
	for running := 3; running > 0; {
		e := <-exits
		fmt.Println(e.name, "ended:", e.reason)
		if e.reason != nil && attempts[e.name] < 3 {
			start(e.name)
			continue
		}
		running--
	}
	fmt.Println(attempts)
}

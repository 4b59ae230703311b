package main

import (
	"fmt"
	"strings"
	"time"
)

type request struct {
	from, to int
	done     chan time.Duration
}

func elevator(requests <-chan request) {
	floor := 0
	start := time.Now()
	move := func(to int) {
		d := to - floor
		if d < 0 {
			d = -d
		}
		time.Sleep(time.Duration(d) * time.Second)
		floor = to
	}
	for r := range requests {
		move(r.from)
		fmt.Printf("%s* open at %d\n", strings.Repeat(" ", floor), floor)
		move(r.to)
		fmt.Printf("%s* close at %d\n", strings.Repeat(" ", floor), floor)
		r.done <- time.Since(start)
	}
	fmt.Println("elevator off")
	close(off)
}

var off = make(chan struct{})

func main() {
	requests := make(chan request, 10)
	go elevator(requests)
	var waits []chan time.Duration
	for _, r := range [][2]int{{3, 0}, {0, 5}, {4, 1}} {
		done := make(chan time.Duration, 1)
		waits = append(waits, done)
		requests <- request{r[0], r[1], done}
	}
	close(requests)
	for i, w := range waits {
		fmt.Println("rider", i, "arrives after", <-w)
	}
	<-off
}

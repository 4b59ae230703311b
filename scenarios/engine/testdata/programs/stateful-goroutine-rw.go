package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

type readOp struct {
	key  int
	resp chan int
}

type writeOp struct {
	key, val int
	resp     chan bool
}

func main() {
	var reads, writes atomic.Uint64
	readc, writec := make(chan readOp), make(chan writeOp)
	go func() {
		state := make(map[int]int)
		for {
			select {
			case r := <-readc:
				r.resp <- state[r.key]
			case w := <-writec:
				state[w.key] = w.val
				w.resp <- true
			}
		}
	}()
	for r := range 10 {
		go func() {
			for {
				op := readOp{r % 5, make(chan int)}
				readc <- op
				<-op.resp
				reads.Add(1)
				time.Sleep(10 * time.Millisecond)
			}
		}()
	}
	for w := range 3 {
		go func() {
			for i := 0; ; i++ {
				op := writeOp{w, i, make(chan bool)}
				writec <- op
				<-op.resp
				writes.Add(1)
				time.Sleep(10 * time.Millisecond)
			}
		}()
	}
	time.Sleep(105 * time.Millisecond)
	fmt.Println("reads:", reads.Load())
	fmt.Println("writes:", writes.Load())
}

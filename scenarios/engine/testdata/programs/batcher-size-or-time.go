package main

import (
	"fmt"
	"time"
)

func batch(in <-chan int, size int, wait time.Duration) <-chan []int {
	out := make(chan []int)
	go func() {
		defer close(out)
		var buf []int
		var timer <-chan time.Time
		flush := func() {
			if len(buf) > 0 {
				out <- buf
			}
			buf, timer = nil, nil
		}
		for {
			select {
			case v, ok := <-in:
				if !ok {
					flush()
					return
				}
				if buf = append(buf, v); len(buf) == 1 {
					timer = time.After(wait)
				}
				if len(buf) == size {
					flush()
				}
			case <-timer:
				flush()
			}
		}
	}()
	return out
}

func main() {
	in := make(chan int)
	go func() {
		defer close(in)
		for i, gap := range []int{1, 1, 1, 1, 30, 1, 30, 30, 1, 1} {
			time.Sleep(time.Duration(gap) * time.Millisecond)
			in <- i
		}
	}()
	start := time.Now()
	for b := range batch(in, 3, 20*time.Millisecond) {
		fmt.Println(time.Since(start), b)
	}
}

package main

import (
	"fmt"
	"time"
)

// buffer is a channel without a limit: a send case that is on only while there
// is something to send.
func buffer[T any](in <-chan T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		var queue []T
		for in != nil || len(queue) > 0 {
			var send chan T
			var first T
			if len(queue) > 0 {
				send, first = out, queue[0]
			}
			select {
			case v, ok := <-in:
				if !ok {
					in = nil
					break
				}
				queue = append(queue, v)
			case send <- first:
				queue = queue[1:]
			}
		}
	}()
	return out
}

func main() {
	in := make(chan int)
	out := buffer(in)
	for i := range 10 {
		in <- i
	}
	fmt.Println("ten are in")
	close(in)
	for v := range out {
		time.Sleep(time.Millisecond)
		fmt.Print(v, " ")
	}
	fmt.Println()
}

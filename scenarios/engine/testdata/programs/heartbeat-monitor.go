package main

import (
	"fmt"
	"time"
)

func node(name string, beats int, every time.Duration) <-chan string {
	out := make(chan string)
	go func() {
		for range beats {
			time.Sleep(every)
			out <- name
		}
		// The node dies without a word.
	}()
	return out
}

func main() {
	start := time.Now()
	beat := node("db", 4, 30*time.Millisecond)
	timeout := time.NewTimer(50 * time.Millisecond)
	for {
		select {
		case n := <-beat:
			fmt.Println(time.Since(start), n, "is alive")
			timeout.Reset(50 * time.Millisecond)
		case <-timeout.C:
			fmt.Println(time.Since(start), "no heartbeat: restart")
			return
		}
	}
}

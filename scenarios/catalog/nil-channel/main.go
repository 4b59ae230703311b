package main

import (
	"fmt"
	"time"
)

// say sends the words, one every so often.
func say(every time.Duration, words ...string) <-chan string {
	spoken := make(chan string)
	go func() {
		defer close(spoken)
		for _, w := range words {
			time.Sleep(every)
			spoken <- w
		}
	}()
	return spoken
}

func main() {
	left := say(2*time.Millisecond, "L1", "L2")
	right := say(3*time.Millisecond, "R1", "R2", "R3")
	for left != nil || right != nil {
		select {
		case w, ok := <-left:
			if !ok {
				fmt.Println("left is closed")
				left = nil // a nil channel is never ready: this case is off
				break
			}
			fmt.Println(w)
		case w, ok := <-right:
			if !ok {
				fmt.Println("right is closed")
				right = nil
				break
			}
			fmt.Println(w)
		}
	}
}

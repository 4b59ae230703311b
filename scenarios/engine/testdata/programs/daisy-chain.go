package main

import "fmt"

func whisper(left, right chan int) { left <- 1 + <-right }

func main() {
	const n = 1000
	leftmost := make(chan int)
	right, left := leftmost, leftmost
	for range n {
		right = make(chan int)
		go whisper(left, right)
		left = right
	}
	go func(c chan int) { c <- 1 }(right)
	fmt.Println(<-leftmost)
}

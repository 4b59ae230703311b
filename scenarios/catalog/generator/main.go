package main

import (
	"fmt"
	"time"
)

// fibonacci sends the numbers of Fibonacci, one after the other, until done is
// closed. It never computes more than one number ahead of its reader.
func fibonacci(done <-chan struct{}) <-chan int {
	numbers := make(chan int)
	go func() {
		defer fmt.Println("generator: the end")
		defer close(numbers)
		for a, b := 1, 1; ; a, b = b, a+b {
			select {
			case numbers <- a:
			case <-done:
				return
			}
		}
	}()
	return numbers
}

func main() {
	done := make(chan struct{})
	for n := range fibonacci(done) {
		fmt.Println(n)
		if n > 10 {
			break // nobody reads any more
		}
	}
	close(done) // so the generator must be told
	time.Sleep(time.Millisecond)
	fmt.Println("main: the end")
}

package main

import (
	"fmt"
	"time"
)

// count sends 1 to n.
func count(n int) <-chan int {
	numbers := make(chan int)
	go func() {
		defer close(numbers)
		for i := 1; i <= n; i++ {
			numbers <- i
		}
	}()
	return numbers
}

// square sends the square of each number it receives.
func square(numbers <-chan int) <-chan int {
	squares := make(chan int)
	go func() {
		defer close(squares)
		for n := range numbers {
			time.Sleep(time.Millisecond)
			squares <- n * n
		}
	}()
	return squares
}

// sum sends the running total of what it receives.
func sum(squares <-chan int) <-chan int {
	totals := make(chan int)
	go func() {
		defer close(totals)
		total := 0
		for s := range squares {
			total += s
			time.Sleep(time.Millisecond)
			totals <- total
		}
	}()
	return totals
}

func main() {
	for total := range sum(square(count(5))) {
		fmt.Println("total:", total)
	}
}

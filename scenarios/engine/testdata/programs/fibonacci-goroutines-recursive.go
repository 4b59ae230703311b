package main

import "fmt"

func fib(n int) <-chan int {
	c := make(chan int, 1)
	go func() {
		if n < 2 {
			c <- n
			return
		}
		a, b := fib(n-1), fib(n-2)
		c <- <-a + <-b
	}()
	return c
}

func main() {
	for n := range 11 {
		fmt.Print(<-fib(n), " ")
	}
	fmt.Println()
}

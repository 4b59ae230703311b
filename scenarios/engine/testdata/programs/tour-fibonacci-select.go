package main

import "fmt"

func fibonacci(out chan<- int, quit <-chan struct{}) {
	a, b := 0, 1
	for {
		select {
		case out <- a:
			a, b = b, a+b
		case <-quit:
			fmt.Println("quit")
			return
		}
	}
}

func main() {
	c := make(chan int)
	quit := make(chan struct{})
	go func() {
		for i := 0; i < 12; i++ {
			fmt.Println(i, <-c)
		}
		close(quit)
	}()
	fibonacci(c, quit)
}

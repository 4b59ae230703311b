package main

import (
	"fmt"
	"time"
)

func service(quit chan string) <-chan int {
	c := make(chan int)
	go func() {
		for i := 0; ; i++ {
			select {
			case c <- i * i:
			case why := <-quit:
				fmt.Println("asked to stop:", why)
				time.Sleep(10 * time.Millisecond)
				quit <- "see you!"
				return
			}
		}
	}()
	return c
}

func main() {
	quit := make(chan string)
	c := service(quit)
	for range 5 {
		fmt.Println(<-c)
	}
	quit <- "enough squares"
	fmt.Println("service says:", <-quit)
}

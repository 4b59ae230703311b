package main

import "fmt"

func main() {
	c := make(chan int)
	fmt.Println("sending to myself")
	c <- 1
	fmt.Println(<-c)
}

package main

import "fmt"

func main() {
	c := make(chan int)
	defer fmt.Println("deferred before the crash")
	close(c)
	v, ok := <-c
	fmt.Println(v, ok)
	close(c)
}

package main

import (
	"fmt"
	"time"
)

func worker(done chan bool) {
	fmt.Print("working...")
	time.Sleep(time.Second)
	fmt.Println("done")
	done <- true
}

func main() {
	done := make(chan bool, 1)
	go worker(done)
	<-done
	ping := func(out chan<- string, msg string) { out <- msg }
	pong := func(in <-chan string, out chan<- string) { out <- "re: " + <-in }
	a, b := make(chan string, 1), make(chan string, 1)
	ping(a, "passed message")
	pong(a, b)
	fmt.Println(<-b, len(a), cap(b))
}

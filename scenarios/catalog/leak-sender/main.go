package main

import (
	"fmt"
	"time"
)

// ask wants an answer within 5 ms.
func ask(server string, takes time.Duration) string {
	answer := make(chan string) // unbuffered: the sender needs a receiver
	go func() {
		time.Sleep(takes)
		answer <- "hello from " + server
	}()
	select {
	case a := <-answer:
		return a
	case <-time.After(5 * time.Millisecond):
		return server + " is too slow"
	}
}

func main() {
	fmt.Println(ask("near", 2*time.Millisecond))
	fmt.Println(ask("far", 8*time.Millisecond))
	fmt.Println(ask("moon", 12*time.Millisecond))
	fmt.Println(ask("next door", 1*time.Millisecond))
	time.Sleep(10 * time.Millisecond) // the program lives on, and so do they
	fmt.Println("main returns")
}

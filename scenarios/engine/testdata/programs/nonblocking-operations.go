package main

import "fmt"

func main() {
	messages := make(chan string)
	signals := make(chan bool)
	buffered := make(chan int, 2)
	select {
	case msg := <-messages:
		fmt.Println("received message", msg)
	default:
		fmt.Println("no message received")
	}
	select {
	case messages <- "hi":
		fmt.Println("sent message")
	default:
		fmt.Println("no message sent")
	}
	select {
	case msg := <-messages:
		fmt.Println("received message", msg)
	case sig := <-signals:
		fmt.Println("received signal", sig)
	default:
		fmt.Println("no activity")
	}
	for i := range 4 {
		select {
		case buffered <- i:
			fmt.Println("buffered", i, len(buffered), cap(buffered))
		default:
			fmt.Println("full at", i)
		}
	}
}

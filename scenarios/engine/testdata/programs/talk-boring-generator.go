package main

import (
	"fmt"
	"time"
)

func boring(msg string, pause time.Duration) <-chan string {
	c := make(chan string)
	go func() {
		for i := 0; ; i++ {
			c <- fmt.Sprintf("%s %d", msg, i)
			time.Sleep(pause)
		}
	}()
	return c
}

func fanIn(a, b <-chan string) <-chan string {
	c := make(chan string)
	go func() {
		for {
			select {
			case s := <-a:
				c <- s
			case s := <-b:
				c <- s
			}
		}
	}()
	return c
}

func main() {
	joe := boring("joe", 30*time.Millisecond)
	fmt.Println(<-joe)
	c := fanIn(joe, boring("ann", 47*time.Millisecond))
	timeout := time.After(200 * time.Millisecond)
	for {
		select {
		case s := <-c:
			fmt.Println(s)
		case <-timeout:
			fmt.Println("you talk too much")
			return
		}
	}
}

package main

import (
	"fmt"
	"time"
)

func feed(name string, n int, every time.Duration) <-chan string {
	c := make(chan string)
	go func() {
		defer close(c)
		for i := range n {
			time.Sleep(every)
			c <- fmt.Sprint(name, i)
		}
	}()
	return c
}

func main() {
	a, b := feed("a", 3, 20*time.Millisecond), feed("b", 5, 13*time.Millisecond)
	for a != nil || b != nil {
		select {
		case s, ok := <-a:
			if !ok {
				fmt.Println("a is closed")
				a = nil
				continue
			}
			fmt.Println(s)
		case s, ok := <-b:
			if !ok {
				fmt.Println("b is closed")
				b = nil
				continue
			}
			fmt.Println(s)
		}
	}
	fmt.Println("both are closed")
}

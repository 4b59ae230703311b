package main

import (
	"fmt"
	"time"
)

type Message struct {
	text string
	wait chan bool
}

func speaker(name string, pause time.Duration) <-chan Message {
	c := make(chan Message)
	wait := make(chan bool)
	go func() {
		for i := 0; ; i++ {
			c <- Message{fmt.Sprintf("%s: %d", name, i), wait}
			time.Sleep(pause)
			<-wait
		}
	}()
	return c
}

func merge(in ...<-chan Message) <-chan Message {
	out := make(chan Message)
	for _, c := range in {
		go func() {
			for {
				out <- <-c
			}
		}()
	}
	return out
}

func main() {
	c := merge(speaker("ann", 10*time.Millisecond), speaker("joe", 15*time.Millisecond))
	for range 5 {
		m1 := <-c
		fmt.Println(m1.text)
		m2 := <-c
		fmt.Println(m2.text)
		m1.wait <- true
		m2.wait <- true
	}
}

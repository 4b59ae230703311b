package main

import (
	"fmt"
	"sync"
	"time"
)

// A Room tells all its members what is said in it.
type Room struct {
	Members []func(message string)
	Log     chan<- string
}

// Say tells a message to all members and returns when all have heard it.
func (r *Room) Say(message string) {
	var wg sync.WaitGroup
	for _, hear := range r.Members {
		wg.Add(1) // before the goroutine exists
		go func() {
			defer wg.Done()
			hear(message)
		}()
	}
	r.Log <- message
	wg.Wait()
}

func main() {
	log := make(chan string)
	go func() {
		for message := range log {
			fmt.Println("log:", message)
		}
	}()
	room := &Room{Log: log}
	for _, name := range []string{"Ann", "Ben", "Cem"} {
		room.Members = append(room.Members, func(message string) {
			time.Sleep(time.Millisecond)
			fmt.Println(name, "heard:", message)
		})
	}
	room.Say("hello")
	fmt.Println("all have heard it")
	close(log)
}

package main

import (
	"fmt"
	"time"
)

// ask sends the answer when the server has it.
func ask(server string, takes time.Duration) <-chan string {
	answer := make(chan string, 1) // room for an answer that nobody waits for any more
	go func() {
		time.Sleep(takes)
		answer <- "hello from " + server
	}()
	return answer
}

func main() {
	servers := []struct {
		name  string
		takes time.Duration
	}{
		{"near", 3 * time.Millisecond},
		{"far", 8 * time.Millisecond},
		{"moon", 25 * time.Millisecond},
	}
	for _, s := range servers {
		select {
		case a := <-ask(s.name, s.takes):
			fmt.Println(a)
		case <-time.After(10 * time.Millisecond):
			fmt.Println(s.name, "is too slow")
		}
	}
	time.Sleep(20 * time.Millisecond) // the moon's answer comes, and nobody is blocked
}

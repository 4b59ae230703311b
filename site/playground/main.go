package main

import (
	"fmt"
	"time"
)

func main() {
	lines := make(chan string)
	for _, name := range []string{"ping", "pong"} {
		go func() {
			for i := 1; i <= 3; i++ {
				lines <- fmt.Sprint(name, " ", i)
				time.Sleep(10 * time.Millisecond)
			}
		}()
	}
	for range 6 {
		fmt.Println(<-lines)
	}
}

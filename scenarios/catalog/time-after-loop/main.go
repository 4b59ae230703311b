package main

import (
	"fmt"
	"time"
)

// talk says a word every 4 ms.
func talk(words chan<- string) {
	for _, w := range []string{"one", "two", "three", "four", "five"} {
		time.Sleep(4 * time.Millisecond)
		words <- w
	}
	close(words)
}

// listen is meant to listen for 10 ms in all.
func listen(words <-chan string) {
	start := time.Now()
	for {
		select {
		case w, ok := <-words:
			if !ok {
				fmt.Println("it is over, after", time.Since(start))
				return
			}
			fmt.Println(w)
		case <-time.After(10 * time.Millisecond): // a new timer for each word
			fmt.Println("enough") // never
			return
		}
	}
}

func main() {
	words := make(chan string)
	go talk(words)
	listen(words)
}

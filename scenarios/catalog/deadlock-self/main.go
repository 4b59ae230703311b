package main

import "fmt"

// read waits for letters and reads them.
func read(box <-chan string, done chan<- bool) {
	for letter := range box {
		fmt.Println("reader:", letter)
	}
	done <- true
}

func main() {
	box := make(chan string) // unbuffered: a letter needs somebody to take it
	done := make(chan bool)

	fmt.Println("main sends")
	box <- "dear reader" // nobody receives yet, and nobody ever will
	fmt.Println("main starts the reader")
	go read(box, done)

	close(box)
	<-done
}

package main

import "fmt"

func main() {
	results := make(chan string)

	go func() { // created, then runnable
		results <- "done" // running; blocked if nobody receives yet
	}() // returns: done

	fmt.Println(<-results) // main blocks until there is a value
}

package main

import (
	"fmt"
	"time"
)

func greet(name string) {
	for i := 1; i <= 3; i++ {
		fmt.Printf("%s: hello %d\n", name, i)
		time.Sleep(100 * time.Millisecond)
	}
}

func main() {
	go greet("Ana")
	go greet("Bo")
	greet("main")

	// Give the others time to finish. Never do this in real programs.
	time.Sleep(time.Second)
}

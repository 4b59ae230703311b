package main

import (
	"fmt"
	"time"
)

// search closes found when it is successful.
func search(place string, takes time.Duration, found chan struct{}) {
	time.Sleep(takes)
	fmt.Println("the key is in the", place)
	close(found)
}

func main() {
	found := make(chan struct{})
	go search("pocket", 3*time.Millisecond, found)
	go search("drawer", 5*time.Millisecond, found) // there are two keys
	<-found
	fmt.Println("main opens the door")
	time.Sleep(4 * time.Millisecond)
	fmt.Println("main is inside") // never
}

package main

import (
	"fmt"
	"sync"
)

var visitors int

// count counts the people who come in through one door.
func count(door string, people int, wg *sync.WaitGroup) {
	defer wg.Done()
	for range people {
		visitors++ // read, add one, write
	}
	fmt.Printf("%s door: %d came in\n", door, people)
}

func main() {
	var wg sync.WaitGroup
	wg.Add(3)
	go count("front", 5, &wg)
	go count("back", 6, &wg)
	go count("side", 7, &wg)
	wg.Wait()
	fmt.Println("18 came in; counted:", visitors)
}

package main

import (
	"fmt"
	"time"
)

// cook puts dishes on the shelf as fast as there is room.
func cook(shelf chan<- string) {
	for _, dish := range []string{"soup", "rice", "fish", "bread", "salad", "cake"} {
		shelf <- dish
		fmt.Printf("cook: %s, %d of %d on the shelf\n", dish, len(shelf), cap(shelf))
	}
	close(shelf)
	fmt.Println("cook: goes home")
}

func main() {
	shelf := make(chan string, 3)
	go cook(shelf)
	time.Sleep(time.Millisecond)
	for dish := range shelf {
		fmt.Println("waiter:", dish)
		time.Sleep(2 * time.Millisecond)
	}
	fmt.Println("waiter: nothing left")
}

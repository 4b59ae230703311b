package main

import (
	"fmt"
	"sync"
	"time"
)

// lookUp asks one shop for its price; the answer comes on the channel.
func lookUp(shop string, takes time.Duration, price int) <-chan string {
	answer := make(chan string)
	go func() {
		defer close(answer)
		time.Sleep(takes)
		answer <- fmt.Sprintf("%s: %d €", shop, price)
	}()
	return answer
}

// merge sends on one channel what comes from many.
func merge(answers ...<-chan string) <-chan string {
	merged := make(chan string)
	var wg sync.WaitGroup
	for _, answer := range answers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for a := range answer {
				merged <- a
			}
		}()
	}
	go func() {
		wg.Wait()
		close(merged)
	}()
	return merged
}

func main() {
	north := lookUp("north", 3*time.Millisecond, 12)
	south := lookUp("south", 1*time.Millisecond, 15)
	west := lookUp("west", 2*time.Millisecond, 11)
	for answer := range merge(north, south, west) {
		fmt.Println(answer)
	}
}

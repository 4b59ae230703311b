package main

import (
	"fmt"
	"sync"
	"time"
)

// play returns every ball that comes over the table, until the rally is over.
func play(name string, table chan int, wg *sync.WaitGroup) {
	defer wg.Done()
	for stroke := range table {
		fmt.Println(name, stroke)
		time.Sleep(time.Millisecond)
		if stroke == 6 {
			fmt.Println(name, "wins")
			close(table)
			return
		}
		table <- stroke + 1
	}
}

func main() {
	table := make(chan int) // unbuffered: the ball goes from hand to hand
	var wg sync.WaitGroup
	wg.Add(2)
	go play("pong", table, &wg)
	go play("ping", table, &wg)
	table <- 1
	wg.Wait()
}

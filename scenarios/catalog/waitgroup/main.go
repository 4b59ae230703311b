package main

import (
	"fmt"
	"sync"
	"time"
)

func worker(id int, wg *sync.WaitGroup) {
	defer wg.Done()
	fmt.Printf("worker %d starts\n", id)
	time.Sleep(time.Duration(id) * 10 * time.Millisecond)
	fmt.Printf("worker %d is done\n", id)
}

func main() {
	var wg sync.WaitGroup
	for id := 1; id <= 5; id++ {
		wg.Add(1)
		go worker(id, &wg)
	}
	wg.Wait()
	fmt.Println("all workers are done")
}

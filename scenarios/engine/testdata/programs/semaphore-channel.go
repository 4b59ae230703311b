package main

import (
	"fmt"
	"sync"
	"time"
)

type Semaphore chan struct{}

func (s Semaphore) Acquire() { s <- struct{}{} }
func (s Semaphore) Release() { <-s }

func main() {
	sem := make(Semaphore, 3)
	start := time.Now()
	var wg sync.WaitGroup
	for i := 1; i <= 8; i++ {
		wg.Add(1)
		go func(id int) {
			defer wg.Done()
			sem.Acquire()
			defer sem.Release()
			fmt.Printf("%-6v download %d begins, %d slots used\n", time.Since(start), id, len(sem))
			time.Sleep(time.Duration(id) * 10 * time.Millisecond)
		}(i)
	}
	wg.Wait()
	fmt.Println("all done after", time.Since(start))
}

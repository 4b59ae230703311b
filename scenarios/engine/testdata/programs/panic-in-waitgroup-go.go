package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			if i == 2 {
				panic(fmt.Errorf("task %d: out of paper", i))
			}
			fmt.Println("printed", i)
		})
	}
	wg.Wait()
	fmt.Println("not reached")
}

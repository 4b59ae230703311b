package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	const people = 400
	var wg sync.WaitGroup
	var mu sync.Mutex
	turns := 0
	last := -1
	switches := 0
	for id := range people {
		wg.Go(func() {
			for range 4 {
				mu.Lock()
				turns++
				if last != id {
					last = id
					switches++
				}
				if turns%97 == 0 {
					fmt.Println("turn", turns, "is of", id)
				}
				mu.Unlock()
				if id%3 != 0 {
					runtime.Gosched()
				}
			}
		})
		if id%50 == 49 {
			runtime.Gosched()
		}
	}
	wg.Wait()
	fmt.Println(turns, switches)
}

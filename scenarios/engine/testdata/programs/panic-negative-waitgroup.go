package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	finish := func() {
		fmt.Println("done")
		wg.Done()
	}
	finish()
	wg.Wait()
	finish()
}

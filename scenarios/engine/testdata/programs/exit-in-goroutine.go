package main

import (
	"fmt"
	"os"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(40-10*i) * time.Millisecond)
			fmt.Println("task", i)
			if i == 1 {
				fmt.Fprintln(os.Stderr, "task", i, "ends the program")
				os.Exit(17)
			}
		}()
	}
	wg.Wait()
	fmt.Println("not reached")
}

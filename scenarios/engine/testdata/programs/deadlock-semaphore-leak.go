package main

import (
	"errors"
	"fmt"
	"sync"
)

func process(sem chan struct{}, n int) error {
	sem <- struct{}{}
	if n%2 == 0 {
		return errors.New("even") // forgets to release
	}
	<-sem
	return nil
}

func main() {
	sem := make(chan struct{}, 2)
	var wg sync.WaitGroup
	for n := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Println(n, process(sem, n))
		}()
	}
	wg.Wait()
}

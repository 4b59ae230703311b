package main

import (
	"errors"
	"fmt"
	"sync"
)

func main() {
	answer := sync.OnceValue(func() int {
		fmt.Println("computing")
		return 6 * 7
	})
	open := sync.OnceValues(func() (string, error) {
		fmt.Println("opening")
		return "", errors.New("file not found")
	})
	closeAll := sync.OnceFunc(func() { fmt.Println("closing") })
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			_, err := open()
			fmt.Println(i, answer(), err)
			closeAll()
		})
	}
	wg.Wait()
	broken := sync.OnceFunc(func() { panic("broken once") })
	for range 2 {
		func() {
			defer func() { fmt.Println("recovered:", recover()) }()
			broken()
		}()
	}
}

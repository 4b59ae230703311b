package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	starter := make(chan struct{})
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-starter
			fmt.Println("runner", i, "off")
		}()
	}
	time.Sleep(time.Millisecond)
	fmt.Println("bang")
	close(starter)
	wg.Wait()
	one := make(chan struct{})
	for i := range 4 {
		go func() {
			<-one
			fmt.Println("picked", i)
		}()
	}
	time.Sleep(time.Millisecond)
	for range 2 {
		one <- struct{}{}
	}
	time.Sleep(time.Millisecond)
	fmt.Println("two are left behind")
}

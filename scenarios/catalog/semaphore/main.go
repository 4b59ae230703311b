package main

import (
	"fmt"
	"sync"
	"time"
)

func park(car string, stay time.Duration, places chan struct{}) {
	places <- struct{}{} // take a place, or wait for one
	fmt.Printf("%s is in, %d of %d places taken\n", car, len(places), cap(places))
	time.Sleep(stay)
	<-places // give it back
	fmt.Println(car, "is out")
}

func main() {
	places := make(chan struct{}, 2)
	var wg sync.WaitGroup
	for i, car := range []string{"red", "blue", "green", "white", "black"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			park(car, time.Duration(i+2)*time.Millisecond, places)
		}()
	}
	wg.Wait()
}

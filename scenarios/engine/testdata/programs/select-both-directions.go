package main

import (
	"fmt"
	"sync"
)

// Two goroutines exchange their values: each sends or receives, whichever works.
func exchange(name string, value int, c chan int, out *[2]string, i int, wg *sync.WaitGroup) {
	defer wg.Done()
	select {
	case c <- value:
		out[i] = name + " took part"
	case v := <-c:
		out[i] = name + " took part"
		fmt.Println("a partner was found:", v != value)
	}
}

func main() {
	c := make(chan int)
	var out [2]string
	var wg sync.WaitGroup
	wg.Add(2)
	go exchange("first", 1, c, &out, 0, &wg)
	go exchange("second", 2, c, &out, 1, &wg)
	wg.Wait()
	for _, s := range out {
		fmt.Println(s)
	}
}

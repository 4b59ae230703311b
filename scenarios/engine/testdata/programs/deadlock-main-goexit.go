package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	defer fmt.Println("main's deferred call")
	go func() {
		for i := range 3 {
			time.Sleep(time.Millisecond)
			fmt.Println("still here", i)
		}
	}()
	runtime.Goexit()
	fmt.Println("not reached")
}

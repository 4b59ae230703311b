package main

import (
	"fmt"
	"runtime"
)

func main() {
	done := make(chan bool)
	for _, name := range []string{"a", "b", "c"} {
		go func() {
			for i := range 3 {
				fmt.Println(name, i)
				runtime.Gosched()
			}
			done <- true
		}()
	}
	runtime.Gosched()
	fmt.Println("main got a turn")
	for range 3 {
		<-done
	}
	fmt.Println(runtime.NumGoroutine(), runtime.GOMAXPROCS(0))
}

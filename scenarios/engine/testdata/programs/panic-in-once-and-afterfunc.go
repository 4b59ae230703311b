package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	get := sync.OnceValue(func() int {
		fmt.Println("computing")
		panic("no value")
	})
	for range 2 {
		func() {
			defer func() { fmt.Println("recovered", recover()) }()
			fmt.Println(get())
		}()
	}
	time.AfterFunc(20*time.Millisecond, func() {
		fmt.Println("timer")
		var m map[string]int
		m["x"]++
	})
	time.Sleep(10 * time.Millisecond)
	fmt.Println("before")
	time.Sleep(time.Second)
	fmt.Println("after")
}

package main

import (
	"fmt"
	"time"
)

func say(s string) {
	for i := range 5 {
		time.Sleep(100 * time.Millisecond)
		fmt.Println(s, i)
	}
}

func main() {
	go say("world")
	say("hello")
}

package main

import (
	"fmt"
	"time"
)

func main() {
	for i := range 2 {
		go func() {
			time.Sleep(time.Duration(i) * time.Second)
			fmt.Println("goroutine", i, "leaves")
		}()
	}
	fmt.Println("main waits for nothing")
	select {}
}

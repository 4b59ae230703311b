package main

import (
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	t1 := time.NewTimer(2 * time.Second)
	<-t1.C
	fmt.Println("timer 1 fired at", time.Since(start))
	t2 := time.NewTimer(time.Second)
	go func() {
		<-t2.C
		fmt.Println("timer 2 fired")
	}()
	if t2.Stop() {
		fmt.Println("timer 2 stopped")
	}
	fmt.Println("again:", t2.Stop())
	time.Sleep(2 * time.Second)
	fmt.Println("was active:", t2.Reset(500*time.Millisecond))
	time.Sleep(time.Second)
	fmt.Println("end at", time.Since(start))
}

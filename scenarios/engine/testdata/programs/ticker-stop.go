package main

import (
	"fmt"
	"time"
)

func main() {
	begin := time.Now()
	ticker := time.NewTicker(500 * time.Millisecond)
	done := make(chan bool)
	go func() {
		for {
			select {
			case <-done:
				fmt.Println("stopped by main")
				return
			case t := <-ticker.C:
				fmt.Println("tick at", t.Sub(begin), t.UTC().Format(time.RFC3339Nano))
			}
		}
	}()
	time.Sleep(1600 * time.Millisecond)
	ticker.Stop()
	done <- true
	fmt.Println("ticker stopped")
}

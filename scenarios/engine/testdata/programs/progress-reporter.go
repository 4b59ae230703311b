package main

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	var done atomic.Int64
	const total = 40
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range total / 4 {
				time.Sleep(time.Duration(7+w) * time.Millisecond)
				done.Add(1)
			}
		}()
	}
	finished := make(chan struct{})
	go func() {
		wg.Wait()
		close(finished)
	}()
	t := time.NewTicker(20500 * time.Microsecond)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			n := int(done.Load())
			fmt.Printf("[%-20s] %3d%%\n", strings.Repeat("#", n*20/total), n*100/total)
		case <-finished:
			fmt.Println("complete:", done.Load())
			return
		}
	}
}

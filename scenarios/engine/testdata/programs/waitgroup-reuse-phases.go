package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	start := time.Now()
	phases := []string{"download", "unpack", "install"}
	for p, name := range phases {
		for i := range 3 {
			wg.Go(func() {
				time.Sleep(time.Duration((i+p)%3+1) * 10 * time.Millisecond)
				fmt.Println(name, "part", i)
			})
		}
		wg.Wait()
		fmt.Println(name, "finished at", time.Since(start))
	}
	waiters := make(chan int, 3)
	wg.Add(1)
	for w := range 3 {
		go func() {
			wg.Wait()
			waiters <- w
		}()
	}
	time.Sleep(time.Millisecond)
	wg.Done()
	fmt.Println(<-waiters, <-waiters, <-waiters)
}

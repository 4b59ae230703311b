package main

import (
	"fmt"
	"sync"
	"time"
)

type feed struct {
	c    chan string
	once sync.Once
	done chan struct{}
}

func (f *feed) send(s string) (sent bool) {
	select {
	case <-f.done:
		return false
	default:
	}
	select {
	case f.c <- s:
		return true
	case <-f.done:
		return false
	}
}

func (f *feed) stop() { f.once.Do(func() { close(f.done) }) }

func main() {
	f := &feed{c: make(chan string), done: make(chan struct{})}
	var wg sync.WaitGroup
	for p := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; ; i++ {
				time.Sleep(time.Duration(p*2+3) * time.Millisecond)
				if !f.send(fmt.Sprintf("p%d:%d", p, i)) {
					fmt.Println("producer", p, "stops at", i)
					return
				}
			}
		}()
	}
	for range 7 {
		fmt.Println(<-f.c)
	}
	f.stop()
	f.stop()
	wg.Wait()
}

package main

import (
	"fmt"
	"sync"
	"time"
)

type signal int

const (
	interrupt signal = iota + 2
	kill
)

func (s signal) String() string {
	return map[signal]string{interrupt: "interrupt", kill: "kill"}[s]
}

func main() {
	signals := make(chan signal, 1)
	go func() {
		time.Sleep(35 * time.Millisecond)
		signals <- interrupt
		time.Sleep(20 * time.Millisecond)
		signals <- kill
	}()
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for w := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; ; n++ {
				select {
				case <-stop:
					time.Sleep(time.Duration(w) * 15 * time.Millisecond)
					fmt.Println("worker", w, "saved", n, "items")
					return
				case <-time.After(10 * time.Millisecond):
				}
			}
		}()
	}
	fmt.Println("got", <-signals)
	close(stop)
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	select {
	case <-done:
		fmt.Println("clean exit")
	case s := <-signals:
		fmt.Printf("got %v: giving up (%d)\n", s, s)
	}
}

package main

import (
	"fmt"
	"sync"
	"time"
)

type Office struct {
	sync.Mutex
	left int
	sold map[string][]int
}

func (o *Office) sell(window string) bool {
	o.Lock()
	defer o.Unlock()
	if o.left == 0 {
		return false
	}
	n := 101 - o.left
	o.left--
	o.sold[window] = append(o.sold[window], n)
	return true
}

func main() {
	o := &Office{left: 100, sold: map[string][]int{}}
	windows := []string{"north", "south", "east"}
	var wg sync.WaitGroup
	for i, w := range windows {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for o.sell(w) {
				time.Sleep(time.Duration(i+1) * time.Millisecond)
			}
			fmt.Println(w, "window closes")
		}()
	}
	wg.Wait()
	total := 0
	for _, w := range windows {
		fmt.Println(w, len(o.sold[w]), "tickets, first", o.sold[w][:3])
		total += len(o.sold[w])
	}
	fmt.Println("sold:", total)
}

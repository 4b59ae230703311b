package main

import (
	"fmt"
	"sync"
	"time"
)

const lanes = 3

type highway [lanes]chan int

func (h *highway) open() {
	for i := range h {
		h[i] = make(chan int, i)
	}
}

func (h highway) car(lane, id int, wg *sync.WaitGroup) {
	defer wg.Done()
	select {
	case h[lane] <- id:
		fmt.Println("car", id, "drives on lane", lane)
	case <-time.After(time.Duration(20+id) * time.Millisecond):
		fmt.Println("car", id, "gives up on lane", lane)
	}
}

func main() {
	var h highway
	fmt.Println(h == highway{}, h[0] == nil)
	h.open()
	same := h
	fmt.Println(same == h, len(h), cap(h[2]))
	var wg sync.WaitGroup
	for id := range 9 {
		wg.Add(1)
		go h.car(id%lanes, id, &wg)
	}
	time.Sleep(10 * time.Millisecond)
	for range 2 {
		for lane, c := range h {
			select {
			case id := <-c:
				fmt.Println("exit of lane", lane, "car", id)
			case <-time.After(time.Millisecond):
				fmt.Println("nobody on lane", lane)
			}
		}
	}
	wg.Wait()
	m := map[chan int]string{h[0]: "slow", h[1]: "middle"}
	fmt.Println(m[same[1]], m[h[2]] == "")
	pairs := [][2]chan bool{{make(chan bool, 1)}, {nil, make(chan bool, 1)}}
	pairs[0][0] <- true
	pairs[1][1] <- false
	fmt.Println(<-pairs[0][0], <-pairs[1][1], pairs[0][1] == pairs[1][0])
}

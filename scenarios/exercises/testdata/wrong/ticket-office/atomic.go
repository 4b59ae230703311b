package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

// A Hall has seats that are sold by several clerks at once.
type Hall struct {
	free atomic.Int64
}

// NewHall returns a hall with so many seats.
func NewHall(seats int) *Hall {
	h := &Hall{}
	h.free.Store(int64(seats))
	return h
}

// Sell sells a seat, if there is one.
func (h *Hall) Sell() bool {
	if h.free.Load() == 0 {
		return false
	}
	h.free.Add(-1)
	return true
}

// Free returns how many seats are left.
func (h *Hall) Free() int { return int(h.free.Load()) }

func main() {
	hall := NewHall(5)
	var clerks sync.WaitGroup
	for clerk := range 3 {
		clerks.Add(1)
		go func() {
			defer clerks.Done()
			for hall.Sell() {
				fmt.Println("clerk", clerk+1, "sold a seat")
			}
		}()
	}
	clerks.Wait()
	fmt.Println(hall.Free(), "seats left")
}

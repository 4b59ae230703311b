package main

import (
	"fmt"
	"sync"
)

// A Hall has seats that are sold by several clerks at once.
type Hall struct {
	mu   sync.Mutex
	free int // guarded by mu
}

// NewHall returns a hall with so many seats.
func NewHall(seats int) *Hall { return &Hall{free: seats} }

// Sell sells a seat, if there is one.
func (h *Hall) Sell() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.free == 0 {
		return false
	}
	h.free--
	return true
}

// Free returns how many seats are left.
func (h *Hall) Free() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.free
}

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

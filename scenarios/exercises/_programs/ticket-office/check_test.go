package main

import (
	"sync"
	"sync/atomic"
	"testing"
)

// sell lets clerks try to sell so many seats each, and returns how many were
// sold.
func sell(h *Hall, clerks, tries int) int {
	var sold atomic.Int64
	var wg sync.WaitGroup
	for range clerks {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range tries {
				if h.Sell() {
					sold.Add(1)
				}
			}
		}()
	}
	wg.Wait()
	return int(sold.Load())
}

func TestSoldOut(t *testing.T) {
	h := NewHall(5)
	if sold := sell(h, 4, 3); sold != 5 {
		t.Errorf("a hall of 5 seats has sold %d", sold)
	}
	if h.Free() != 0 {
		t.Errorf("%d seats are left, want 0", h.Free())
	}
}

func TestSeatsLeft(t *testing.T) {
	h := NewHall(20)
	if sold := sell(h, 4, 4); sold != 16 {
		t.Errorf("16 were asked for, and %d sold", sold)
	}
	if h.Free() != 4 {
		t.Errorf("%d seats are left, want 4", h.Free())
	}
}

func TestLastSeat(t *testing.T) {
	for range 12 {
		h := NewHall(1)
		if sold := sell(h, 6, 1); sold != 1 {
			t.Fatalf("the last seat was sold %d times", sold)
		}
	}
}

package main

import (
	"fmt"
	"math"
)

type lcg uint64

func (r *lcg) float() float64 {
	*r = *r*6364136223846793005 + 1442695040888963407
	return float64(uint64(*r)>>11) / (1 << 53)
}

func throw(seed uint64, n int, out chan<- int) {
	r := lcg(seed)
	in := 0
	for range n {
		x, y := r.float(), r.float()
		if x*x+y*y <= 1 {
			in++
		}
	}
	out <- in
}

func main() {
	const workers, n = 8, 2000
	hits := make(chan int, workers)
	for w := range workers {
		go throw(uint64(w)*7919+1, n, hits)
	}
	total := 0
	for range workers {
		total += <-hits
	}
	pi := 4 * float64(total) / (workers * n)
	fmt.Printf("%.4f off by %.1f%%\n", pi, 100*math.Abs(pi-math.Pi)/math.Pi)
}

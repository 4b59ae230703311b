package main

import (
	"fmt"
	"math"
	"sync"
)

func a(i, j int) float64 { return 1 / float64((i+j)*(i+j+1)/2+i+1) }

func times(v []float64, u []float64, f func(i, j int) float64) {
	const blocks = 3
	var wg sync.WaitGroup
	for b := range blocks {
		wg.Add(1)
		go func(lo, hi int) {
			defer wg.Done()
			for i := lo; i < hi; i++ {
				sum := 0.0
				for j := range u {
					sum += f(i, j) * u[j]
				}
				v[i] = sum
			}
		}(b*len(v)/blocks, (b+1)*len(v)/blocks)
	}
	wg.Wait()
}

func main() {
	const n = 12
	u, v, w := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range u {
		u[i] = 1
	}
	at := func(i, j int) float64 { return a(j, i) }
	for range 3 {
		times(w, u, a)
		times(v, w, at)
		times(w, v, a)
		times(u, w, at)
	}
	var uv, vv float64
	for i := range u {
		uv += u[i] * v[i]
		vv += v[i] * v[i]
	}
	fmt.Printf("%.9f\n", math.Sqrt(uv/vv))
}

package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

func fft(x []complex128) []complex128 {
	n := len(x)
	if n == 1 {
		return x
	}
	even, odd := make([]complex128, n/2), make([]complex128, n/2)
	for i := range n / 2 {
		even[i], odd[i] = x[2*i], x[2*i+1]
	}
	c := make(chan []complex128)
	go func() { c <- fft(odd) }()
	even = fft(even)
	odd = <-c
	out := make([]complex128, n)
	for k := range n / 2 {
		t := cmplx.Rect(1, -2*math.Pi*float64(k)/float64(n)) * odd[k]
		out[k], out[k+n/2] = even[k]+t, even[k]-t
	}
	return out
}

func main() {
	signal := make([]complex128, 16)
	for i := range signal {
		signal[i] = complex(math.Sin(2*math.Pi*float64(i)/8)+0.5, 0)
	}
	for k, v := range fft(signal)[:5] {
		fmt.Printf("%d %.3f\n", k, cmplx.Abs(v))
	}
	z := 3 + 4i
	fmt.Println(real(z), imag(z), cmplx.Abs(z), z*z, z == complex(3, 4), cmplx.Sqrt(-1))
	var small complex64 = 1 - 1i
	fmt.Printf("%v %.1f %T\n", small, small*2, small)
}

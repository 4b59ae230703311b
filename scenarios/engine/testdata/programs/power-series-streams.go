package main

import "fmt"

type stream <-chan float64

func from(coeffs ...float64) stream {
	c := make(chan float64)
	go func() {
		defer close(c)
		for _, x := range coeffs {
			c <- x
		}
	}()
	return c
}

func repeat(x float64, n int) stream {
	c := make(chan float64)
	go func() {
		defer close(c)
		for range n {
			c <- x
		}
	}()
	return c
}

func (s stream) plus(t stream) stream {
	c := make(chan float64)
	go func() {
		defer close(c)
		for {
			a, oka := <-s
			b, okb := <-t
			if !oka && !okb {
				return
			}
			c <- a + b
		}
	}()
	return c
}

func (s stream) integrate() stream {
	c := make(chan float64)
	go func() {
		defer close(c)
		c <- 0
		n := 1.0
		for a := range s {
			c <- a / n
			n++
		}
	}()
	return c
}

func (s stream) eval(x float64) (sum float64) {
	p := 1.0
	for a := range s {
		sum += a * p
		p *= x
	}
	return
}

func main() {
	fmt.Println(from(1, 2, 3).plus(from(10, 20)).eval(2))
	fmt.Printf("%.6f\n", repeat(1, 40).integrate().eval(0.5)) // -ln(1-x)
	for a := range from(6, 6, 6).integrate().integrate() {
		fmt.Print(a, " ")
	}
	fmt.Println()
}

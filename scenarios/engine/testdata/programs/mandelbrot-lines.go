package main

import (
	"fmt"
	"math/cmplx"
)

type line struct {
	y    int
	text string
}

func row(y int, out chan<- line) {
	const shades = " .:-=+*#%@"
	buf := make([]byte, 48)
	for x := range buf {
		c := complex(float64(x)/18-2.1, float64(y)/8-1)
		z := 0i
		n := 0
		for n < 9 && cmplx.Abs(z) < 2 {
			z = z*z + c
			n++
		}
		buf[x] = shades[n]
	}
	out <- line{y, string(buf)}
}

func main() {
	const height = 17
	out := make(chan line)
	for y := range height {
		go row(y, out)
	}
	var picture [height]string
	for range height {
		l := <-out
		picture[l.y] = l.text
	}
	for _, l := range picture {
		fmt.Printf("|%s|\n", l)
	}
}

package main

import (
	"fmt"
	"math"
	"math/bits"
)

func fnv1a(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h ^= uint32(s[i])
		h *= 16777619
	}
	return h
}

func djb2(s string) (h int32) {
	h = 5381
	for _, c := range []byte(s) {
		h = h<<5 + h + int32(c)
	}
	return
}

func adler(s string) uint16 {
	var a, b uint8 = 1, 0
	for _, c := range s {
		a += uint8(c)
		b += a
	}
	return uint16(b)<<8 | uint16(a)
}

type work struct {
	s    string
	hash func(string) string
}

func main() {
	in, out := make(chan work), make(chan string)
	for range 2 {
		go func() {
			for w := range in {
				out <- w.hash(w.s)
			}
		}()
	}
	go func() {
		for _, s := range []string{"", "go", "gopher park"} {
			in <- work{s, func(s string) string { return fmt.Sprintf("%08x %d %04x", fnv1a(s), djb2(s), adler(s)) }}
		}
		close(in)
	}()
	for range 3 {
		fmt.Println(<-out)
	}
	i := math.MaxInt64
	i++
	var u8 uint8 = 200
	var i8 = int8(u8)
	fmt.Println(i == math.MinInt64, u8*2, i8, uint16(i8), int8(-128)/int8(i8/i8-2), -7%3, 7&-7, 1<<3|1)
	fmt.Println(bits.OnesCount(255), bits.LeadingZeros32(1), bits.RotateLeft8(0x81, 1), bits.Reverse8(3), bits.Len(1000))
	hi, lo := bits.Mul64(math.MaxUint64, 3)
	fmt.Println(hi, lo, uint32(math.MaxUint32), ^uint8(5), int64(math.Float64bits(1.5)>>52))
	f := 1e100
	fmt.Println(int32(float32(16777217)), f*f*f*f, -1/math.Inf(1), math.Sqrt(-1), 0.1+0.2, float32(0.1))
}

package main

import "fmt"

func merge(a, b []int) []int {
	out := make([]int, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] <= b[0] {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

func sortParallel(s []int, depth int) []int {
	if len(s) <= 1 {
		return s
	}
	mid := len(s) / 2
	if depth == 0 {
		return merge(sortParallel(s[:mid], 0), sortParallel(s[mid:], 0))
	}
	left, right := make(chan []int), make(chan []int)
	go func() { left <- sortParallel(s[:mid], depth-1) }()
	go func() { right <- sortParallel(s[mid:], depth-1) }()
	return merge(<-left, <-right)
}

func main() {
	x := uint32(7)
	var s []int
	for range 50 {
		x = x*1664525 + 1013904223
		s = append(s, int(x>>24))
	}
	fmt.Println(s)
	sorted := sortParallel(s, 3)
	fmt.Println(sorted)
	for i := 1; i < len(sorted); i++ {
		if sorted[i-1] > sorted[i] {
			fmt.Println("not sorted at", i)
		}
	}
}

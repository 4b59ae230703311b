package main

import (
	"fmt"
	"iter"
)

func values(v ...int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, x := range v {
			if !yield(x) {
				return
			}
		}
	}
}

// merge joins two ordered sequences.
func merge(a, b iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		nextA, stopA := iter.Pull(a)
		defer stopA()
		nextB, stopB := iter.Pull(b)
		defer stopB()
		x, okX := nextA()
		y, okY := nextB()
		for okX || okY {
			if okX && (!okY || x <= y) {
				if !yield(x) {
					return
				}
				x, okX = nextA()
			} else {
				if !yield(y) {
					return
				}
				y, okY = nextB()
			}
		}
	}
}

func main() {
	for v := range merge(values(1, 4, 6, 9), values(2, 3, 5, 10, 11)) {
		fmt.Print(v, " ")
		if v == 10 {
			break
		}
	}
	fmt.Println()
	next, stop := iter.Pull2(func(yield func(string, int) bool) {
		_ = yield("one", 1) && yield("two", 2)
	})
	defer stop()
	for range 3 {
		fmt.Println(next())
	}
}

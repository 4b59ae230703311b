package main

import (
	"fmt"
	"iter"
)

func Count(from, to int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := from; i < to; i++ {
			if !yield(i) {
				fmt.Println("stopped at", i)
				return
			}
		}
	}
}

func Map[A, B any](seq iter.Seq[A], f func(A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		for v := range seq {
			if !yield(f(v)) {
				return
			}
		}
	}
}

func Filter[T any](seq iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		seq(func(v T) bool { return !keep(v) || yield(v) })
	}
}

func main() {
	even := Filter(Count(0, 100), func(n int) bool { return n%2 == 0 })
	for s := range Map(even, func(n int) string { return fmt.Sprintf("<%d>", n*n) }) {
		fmt.Println(s)
		if len(s) > 4 {
			break
		}
	}
	sum := 0
	for n := range Count(1, 11) {
		sum += n
	}
	fmt.Println(sum)
}

package main

import (
	"fmt"
	"strconv"
	"strings"
)

type Stage[A, B any] func(<-chan A) <-chan B

func MapStage[A, B any](f func(A) B) Stage[A, B] {
	return func(in <-chan A) <-chan B {
		out := make(chan B)
		go func() {
			defer close(out)
			for a := range in {
				out <- f(a)
			}
		}()
		return out
	}
}

func Compose[A, B, C any](f Stage[A, B], g Stage[B, C]) Stage[A, C] {
	return func(in <-chan A) <-chan C { return g(f(in)) }
}

func Of[T any](items ...T) <-chan T {
	c := make(chan T, len(items))
	for _, it := range items {
		c <- it
	}
	close(c)
	return c
}

type Number interface{ ~int | ~float64 }

func Sum[N Number](in <-chan N) (total N) {
	for n := range in {
		total += n
	}
	return
}

type meters float64

func main() {
	parse := MapStage(func(s string) int { n, _ := strconv.Atoi(strings.TrimSpace(s)); return n })
	square := MapStage(func(n int) int { return n * n })
	length := MapStage(func(n int) meters { return meters(n) / 10 })
	fmt.Println(Sum(Compose(parse, square)(Of("1", " 2", "x", "3 "))))
	total := Sum(Compose(Compose(parse, square), length)(Of("5", "7")))
	fmt.Printf("%.2f %T\n", float64(total), total)
}

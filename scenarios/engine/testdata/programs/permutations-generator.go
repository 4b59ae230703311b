package main

import "fmt"

func permutations[T any](items []T) <-chan []T {
	out := make(chan []T)
	var permute func(prefix, rest []T)
	permute = func(prefix, rest []T) {
		if len(rest) == 0 {
			out <- append([]T(nil), prefix...)
			return
		}
		for i := range rest {
			others := append(append([]T{}, rest[:i]...), rest[i+1:]...)
			permute(append(prefix, rest[i]), others)
		}
	}
	go func() {
		defer close(out)
		permute(nil, items)
	}()
	return out
}

func main() {
	n := 0
	for p := range permutations([]string{"a", "b", "c", "d"}) {
		if n++; n%5 == 0 {
			fmt.Println(n, p)
		}
	}
	for p := range permutations([]int{1, 2}) {
		fmt.Println(p)
	}
	for p := range permutations([]bool{}) {
		fmt.Println(len(p))
	}
}

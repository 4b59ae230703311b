package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
)

func ParallelMap[T, U any](in []T, f func(T) U) []U {
	out := make([]U, len(in))
	var wg sync.WaitGroup
	for i, v := range in {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out[i] = f(v)
		}()
	}
	wg.Wait()
	return out
}

func Reduce[T, A any](in []T, start A, f func(A, T) A) A {
	for _, v := range in {
		start = f(start, v)
	}
	return start
}

func MaxBy[T any, K cmp.Ordered](in []T, key func(T) K) T {
	return slices.MaxFunc(in, func(a, b T) int { return cmp.Compare(key(a), key(b)) })
}

type city struct {
	Name string
	Pop  int
}

func main() {
	cities := []city{{"Lima", 10}, {"Oslo", 1}, {"Delhi", 33}, {"Quito", 2}}
	names := ParallelMap(cities, func(c city) string { return strings.ToUpper(c.Name) })
	fmt.Println(names)
	fmt.Println(Reduce(cities, 0, func(n int, c city) int { return n + c.Pop }))
	fmt.Println(MaxBy(cities, func(c city) int { return c.Pop }), MaxBy(cities, func(c city) string { return c.Name }))
	slices.SortFunc(cities, func(a, b city) int { return -cmp.Compare(a.Pop, b.Pop) })
	fmt.Println(ParallelMap(cities, func(c city) bool { return c.Pop > 5 }))
	small := slices.DeleteFunc(slices.Clone(cities), func(c city) bool { return c.Pop > 5 })
	fmt.Printf("%+v %d\n", small, len(cities))
}

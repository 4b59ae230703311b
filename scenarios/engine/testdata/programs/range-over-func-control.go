package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"
)

type tree[T any] struct {
	left, right *tree[T]
	value       T
}

func (t *tree[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) { t.walk(0, yield) }
}

func (t *tree[T]) walk(depth int, yield func(int, T) bool) bool {
	return t == nil || t.left.walk(depth+1, yield) && yield(depth, t.value) && t.right.walk(depth+1, yield)
}

func find(t *tree[string], want string) (depth int, found bool) {
	defer func() { fmt.Println("search for", want, "is over:", found) }()
	for d, v := range t.All() {
		defer fmt.Println("deferred in the loop at", v)
		if v == want {
			return d, true
		}
	}
	return -1, false
}

func main() {
	t := &tree[string]{value: "m", left: &tree[string]{value: "c", right: &tree[string]{value: "f"}}, right: &tree[string]{value: "x"}}
	fmt.Println(find(t, "f"))
	fmt.Println(find(t, "zz"))
outer:
	for d, v := range t.All() {
		for e, w := range t.All() {
			switch {
			case w == "x":
				continue outer
			case v == "m" && e == 2:
				break outer
			case d == e:
				fmt.Println(v, w)
			}
		}
	}
	var wg sync.WaitGroup
	var fs []func() string
	for _, v := range t.All() {
		fs = append(fs, func() string { v += "!"; return v })
		wg.Go(func() { v += "?" })
	}
	wg.Wait()
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println(slices.Sorted(maps.Values(maps.Collect(t.All()))))
	next, stop := iter.Pull2(t.All())
	_, a, _ := next()
	stop()
	_, b, ok := next()
	fmt.Printf("%q %q %t\n", a, b, ok)
}

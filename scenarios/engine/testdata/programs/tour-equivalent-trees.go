package main

import "fmt"

type Tree struct {
	Left, Right *Tree
	Value       int
}

func insert(t *Tree, v int) *Tree {
	if t == nil {
		return &Tree{nil, nil, v}
	}
	if v < t.Value {
		t.Left = insert(t.Left, v)
	} else {
		t.Right = insert(t.Right, v)
	}
	return t
}

func build(values ...int) *Tree {
	var t *Tree
	for _, v := range values {
		t = insert(t, v)
	}
	return t
}

// Walk sends all values of t in order and closes the channel.
func Walk(t *Tree, ch chan int) {
	defer close(ch)
	var walk func(t *Tree)
	walk = func(t *Tree) {
		if t == nil {
			return
		}
		walk(t.Left)
		ch <- t.Value
		walk(t.Right)
	}
	walk(t)
}

func Same(a, b *Tree) bool {
	ca, cb := make(chan int), make(chan int)
	go Walk(a, ca)
	go Walk(b, cb)
	for {
		x, okx := <-ca
		y, oky := <-cb
		if okx != oky || x != y {
			return false
		}
		if !okx {
			return true
		}
	}
}

func main() {
	t := build(5, 3, 8, 1, 4, 9)
	ch := make(chan int)
	go Walk(t, ch)
	for v := range ch {
		fmt.Print(v, " ")
	}
	fmt.Println()
	fmt.Println(Same(build(1, 2, 3, 4), build(4, 3, 2, 1)))
	fmt.Println(Same(build(1, 2, 3, 4), build(1, 2, 3, 5)))
	fmt.Println(Same(build(1, 2), build(1, 2, 3)))
}

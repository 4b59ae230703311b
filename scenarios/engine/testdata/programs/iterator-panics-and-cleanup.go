package main

import (
	"errors"
	"fmt"
	"iter"
)

func lines(n int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		fmt.Println("open")
		defer fmt.Println("close")
		for i := range n {
			var err error
			if i == 3 {
				err = errors.New("line 3 is broken")
			}
			if !yield(i, err) {
				return
			}
		}
	}
}

func sum(n int) (total int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	for v, e := range lines(n) {
		if e != nil {
			return total, e
		}
		if v == 2 && n == 10 {
			panic("two of ten")
		}
		total += v
	}
	return total, nil
}

func main() {
	for _, n := range []int{3, 5, 10} {
		fmt.Println(sum(n))
	}
	bad := func(yield func(int) bool) {
		yield(1)
		yield(2) // goes on although the loop has ended
	}
	defer func() { fmt.Println("main:", recover()) }()
	for v := range bad {
		fmt.Println("got", v)
		break
	}
}

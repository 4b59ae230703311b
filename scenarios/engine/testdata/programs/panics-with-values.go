package main

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
)

type status int

func (s status) String() string { return fmt.Sprintf("status(%d)", int(s)) }

func try(name string, f func()) {
	defer func() {
		r := recover()
		var re runtime.Error
		if err, ok := r.(error); ok && errors.As(err, &re) {
			fmt.Printf("%s: runtime error: %v\n", name, re)
			return
		}
		fmt.Printf("%s: %T %v\n", name, r, r)
	}()
	f()
}

func main() {
	var wg sync.WaitGroup
	defer wg.Wait()
	cases := []struct {
		name string
		f    func()
	}{
		{"int", func() { panic(7) }},
		{"stringer", func() { panic(status(3)) }},
		{"struct", func() { panic(struct{ a, b int }{1, 2}) }},
		{"nil", func() { panic(nil) }},
		{"error", func() { panic(fmt.Errorf("wrapped: %w", errors.ErrUnsupported)) }},
		{"slice", func() { s := []int{1, 2, 3}; i := 5; _ = s[1:i] }},
		{"convert", func() { s := []int{1}; _ = [2]int(s) }},
		{"assert", func() { var x any = status(1); _ = x.(fmt.Formatter) }},
		{"nil func", func() { var f func(); f() }},
		{"compare", func() { var a, b any = []int{1}, []int{1}; fmt.Println(a == b) }},
		{"makeslice", func() { n := -1; _ = make([]int, n) }},
		{"shift", func() { n := -1; fmt.Println(1 << n) }},
		{"none", func() {}},
	}
	for _, c := range cases {
		wg.Add(1)
		go func() {
			defer wg.Done()
			try(c.name, c.f)
		}()
		wg.Wait()
	}
}

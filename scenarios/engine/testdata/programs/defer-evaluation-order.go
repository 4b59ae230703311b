package main

import (
	"fmt"
	"os"
	"sync"
)

type lock struct{ name string }

func (l *lock) acquire() *lock { fmt.Println("acquire", l.name); return l }
func (l *lock) release()       { fmt.Println("release", l.name) }

func trace(s string) string { fmt.Println("enter", s); return s }
func un(s string)           { fmt.Println("leave", s) }

func nested(n int) (out []int) {
	defer un(trace(fmt.Sprint("nested ", n)))
	for i := range n {
		defer func(j int) { out = append(out, i*10+j) }(i)
	}
	return []int{-1}
}

func chain() (err error) {
	l := &lock{"a"}
	defer l.acquire().release()
	l = &lock{"b"}
	defer l.release()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("chain: %v", r)
			defer func() { fmt.Println("inner recover:", recover()) }()
			panic("in the deferred function")
		}
	}()
	var m map[string][]int
	m["x"] = append(m["x"], 1)
	return nil
}

type noisy struct{ *os.File }

func main() {
	fmt.Println(nested(3))
	fmt.Println(chain())
	var once sync.Once
	for i := range 3 {
		defer once.Do(func() { fmt.Println("once, with", i) })
	}
	f := func() { fmt.Println("f as it was") }
	defer f()
	f = func() { fmt.Println("f as it is") }
	func() {
		defer f()
		defer fmt.Fprintln(noisy{os.Stdout}, "through an embedded file")
	}()
	var nilFunc func()
	defer func() { fmt.Println("main recovers:", recover()) }()
	defer nilFunc()
	fmt.Println("end of main")
}

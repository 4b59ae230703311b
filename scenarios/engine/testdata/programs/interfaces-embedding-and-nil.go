package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

type Reader interface{ Read() (string, error) }
type Closer interface{ Close() error }
type ReadCloser interface {
	Reader
	Closer
}

type file struct {
	name  string
	lines []string
}

func (f *file) Read() (string, error) {
	if len(f.lines) == 0 {
		return "", io.EOF
	}
	l := f.lines[0]
	f.lines = f.lines[1:]
	return l, nil
}
func (f *file) Close() error { fmt.Println("closing", f.name); return nil }

type counting struct {
	ReadCloser
	n int
}

func (c *counting) Read() (string, error) {
	c.n++
	return c.ReadCloser.Read()
}

type myErr struct{}

func (*myErr) Error() string { return "my error" }

func mayFail(fail bool) error {
	var e *myErr
	if fail {
		e = &myErr{}
	}
	return e // never a nil interface
}

func drain(r Reader, out chan<- string) {
	defer close(out)
	for {
		l, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		out <- strings.ToUpper(l)
	}
}

func main() {
	c := &counting{ReadCloser: &file{"notes", []string{"a", "b", "c"}}}
	out := make(chan string)
	go drain(c, out)
	for l := range out {
		fmt.Println(l)
	}
	c.Close()
	fmt.Println("reads:", c.n)
	var rc ReadCloser = c
	_, isFile := rc.(*file)
	w, isWriter := rc.(io.Writer)
	fmt.Println(isFile, w, isWriter)
	fmt.Println(mayFail(true) == nil, mayFail(false) == nil, mayFail(false) != error((*myErr)(nil)))
	var e *myErr
	fmt.Println(errors.As(mayFail(true), &e), e.Error())
	var empty ReadCloser
	defer func() { fmt.Println("recovered:", recover()) }()
	empty.Close()
}

package main

import (
	"errors"
	"fmt"
)

type bad struct{ msg string }

func (b *bad) String() string { return b.msg } // nil pointers panic

type worse int

func (w worse) Error() string { panic(fmt.Sprintf("worse(%d)", int(w))) }

type loud struct{}

func (loud) Format(s fmt.State, verb rune) { panic(errors.New("no format")) }

type goes struct{}

func (goes) GoString() string { return "goes!" }

func main() {
	done := make(chan string)
	go func() {
		var b *bad
		done <- fmt.Sprint(b, " ", &bad{"fine"})
		done <- fmt.Sprintf("%v %d|%s", worse(3), worse(3), loud{})
		done <- fmt.Sprintf("%#v %v", goes{}, []any{goes{}, b, worse(1)})
		close(done)
	}()
	for s := range done {
		fmt.Println(s)
	}
	fmt.Printf("%s %d\n", errors.New("e"), []error{worse(2)})
}

package main

import (
	"errors"
	"fmt"
	"strings"
)

type step func() error

func guard(name string, f step) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case error:
			err = fmt.Errorf("%s: %w", name, r)
		case string:
			err = errors.New(name + ": " + r)
		default:
			panic(r)
		}
	}()
	return f()
}

func main() {
	var s []int
	err := guard("outer", func() error {
		return guard("inner", func() error { return fmt.Errorf("%d", s[3]) })
	})
	fmt.Println(err)
	fmt.Println(strings.Count(err.Error(), ":"))
	fmt.Println(guard("text", func() error { panic("plain words") }))
	fmt.Println(errors.Join(guard("a", func() error { panic(errors.New("e1")) }), nil, errors.New("e2")))
	defer func() { fmt.Println("main recovered", recover()) }()
	guard("number", func() error { panic(42) })
}

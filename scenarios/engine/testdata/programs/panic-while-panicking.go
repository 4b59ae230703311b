package main

import (
	"errors"
	"fmt"
	"os"
)

type resource struct {
	name string
	bad  bool
}

func (r resource) close() {
	fmt.Println("closing", r.name)
	if r.bad {
		panic(errors.New("cannot close " + r.name))
	}
}

func use(rs ...resource) {
	for _, r := range rs {
		defer r.close()
	}
	panic(fmt.Sprintf("%d resources are too many", len(rs)))
}

func main() {
	func() {
		defer func() {
			fmt.Println("recovered:", recover())
			fmt.Println("nothing left:", recover())
		}()
		use(resource{"a", false}, resource{"b", true})
	}()
	defer fmt.Fprintln(os.Stderr, "last words")
	use(resource{"c", true}, resource{"d", false}, resource{"e", true})
}

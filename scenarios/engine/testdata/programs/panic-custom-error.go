package main

import (
	"errors"
	"fmt"
)

type NotFound struct {
	Kind string
	ID   int
}

func (e *NotFound) Error() string { return fmt.Sprintf("%s %d not found", e.Kind, e.ID) }

func find(id int) error {
	if id > 1 {
		return fmt.Errorf("find: %w", &NotFound{"user", id})
	}
	return nil
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	must(find(1))
	defer func() {
		r := recover()
		var nf *NotFound
		if err, ok := r.(error); ok && errors.As(err, &nf) {
			fmt.Println("recovered", nf.ID, "and panics again")
			panic(nf)
		}
	}()
	must(find(2))
}

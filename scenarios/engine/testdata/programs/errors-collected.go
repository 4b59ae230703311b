package main

import (
	"errors"
	"fmt"
	"sync"
)

type fieldError struct {
	field string
	err   error
}

func (e fieldError) Error() string { return e.field + ": " + e.err.Error() }
func (e fieldError) Unwrap() error { return e.err }

var errRequired = errors.New("is required")

type form map[string]string

func validate(f form) error {
	rules := []struct {
		field string
		check func(string) error
	}{
		{"name", func(s string) error {
			if s == "" {
				return errRequired
			}
			return nil
		}},
		{"age", func(s string) error {
			var n int
			if _, err := fmt.Sscan(s, &n); err != nil {
				return fmt.Errorf("not a number: %w", err)
			}
			if n < 0 {
				return errors.New("negative")
			}
			return nil
		}},
	}
	errs := make([]error, len(rules))
	var wg sync.WaitGroup
	for i, r := range rules {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := r.check(f[r.field]); err != nil {
				errs[i] = fieldError{r.field, err}
			}
		}()
	}
	wg.Wait()
	return errors.Join(errs...)
}

func main() {
	for _, f := range []form{{"name": "ann", "age": "30"}, {"age": "-1"}, {"name": "bob", "age": "x"}, nil} {
		err := validate(f)
		fmt.Printf("%v -> %v (required: %t)\n", f, err, errors.Is(err, errRequired))
		var fe fieldError
		if errors.As(err, &fe) {
			fmt.Printf("  first: %s, %+v\n", fe.field, fe.err)
		}
	}
}

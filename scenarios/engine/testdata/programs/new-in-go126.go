package main

import (
	"errors"
	"fmt"
	"sync"
)

type person struct {
	name string
	age  *int
	nick *string
}

type failure struct{ code int }

func (f *failure) Error() string { return fmt.Sprint("failure ", f.code) }

type Adder[A Adder[A]] interface{ Add(A) A }

type money int

func (m money) Add(n money) money { return m + n }

func sum[A Adder[A]](first A, rest ...A) A {
	for _, r := range rest {
		first = first.Add(r)
	}
	return first
}

func yearsSince(y int) int { return 2009 - y }

func main() {
	p := person{name: "ann", age: new(yearsSince(1980)), nick: new("annie")}
	*p.age++
	fmt.Println(p.name, *p.age, *p.nick, *new(3.5), *new(money(7)))
	var wg sync.WaitGroup
	errs := make([]error, 3)
	for i := range errs {
		wg.Go(func() {
			if i > 0 {
				errs[i] = fmt.Errorf("worker %d: %w", i, &failure{i * 100})
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		f, ok := errors.AsType[*failure](err)
		fmt.Println(f != nil && f.code == 100, ok, err)
	}
	fmt.Println(sum(money(1), 2, 3))
}

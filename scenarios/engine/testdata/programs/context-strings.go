package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type key struct{ name string }

func (k key) String() string { return "key " + k.name }

func main() {
	root := context.Background()
	a := context.WithValue(root, key{"user"}, "ann")
	b, cancel := context.WithCancel(a)
	c, stop := context.WithTimeout(b, time.Hour)
	defer stop()
	fmt.Println(root, context.TODO())
	fmt.Println(a)
	fmt.Println(b)
	fmt.Println(context.WithoutCancel(b))
	d, ok := c.Deadline()
	fmt.Println(d.UTC(), ok, c.Value(key{"user"}), c.Value("user"))
	cancel()
	fmt.Println(b.Err(), c.Err(), context.Cause(c), errors.Is(c.Err(), context.Canceled))
	e, stop2 := context.WithDeadlineCause(root, time.Now().Add(-time.Second), errors.New("born too late"))
	defer stop2()
	var timeout interface{ Timeout() bool }
	fmt.Println(e.Err(), context.Cause(e), errors.As(e.Err(), &timeout) && timeout.Timeout(), e.Err() == context.DeadlineExceeded)
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		context.WithValue(root, nil, 1)
	}()
	defer func() { fmt.Println("recovered:", recover()) }()
	context.WithValue(root, []int{1}, 1)
}

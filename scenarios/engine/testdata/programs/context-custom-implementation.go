package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// onlyValues passes the values of a context on, but not its cancellation.
type onlyValues struct{ context.Context }

func (onlyValues) Done() <-chan struct{}       { return nil }
func (onlyValues) Err() error                  { return nil }
func (onlyValues) Deadline() (time.Time, bool) { return time.Time{}, false }

type stopper struct {
	context.Context
	c chan struct{}
}

var errStopped = errors.New("stopped by hand")

func (s stopper) Done() <-chan struct{} { return s.c }
func (s stopper) Err() error {
	select {
	case <-s.c:
		return errStopped
	default:
		return nil
	}
}

type name string

func main() {
	parent, cancel := context.WithCancel(context.WithValue(context.Background(), name("k"), "v"))
	cancel()
	free := onlyValues{parent}
	fmt.Println(free.Value(name("k")), free.Err(), parent.Err())
	s := stopper{free, make(chan struct{})}
	child, stop := context.WithCancel(s)
	defer stop()
	fmt.Println(child.Err())
	time.AfterFunc(time.Second, func() { close(s.c) })
	<-child.Done()
	fmt.Println(child.Err(), context.Cause(child), errors.Is(child.Err(), errStopped), child.Value(name("k")))
}

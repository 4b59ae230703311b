package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

type Server struct {
	addr    string
	workers int
	timeout time.Duration
	onClose []func()
	queue   chan string
	wg      sync.WaitGroup
}

type Option func(*Server) error

func WithWorkers(n int) Option {
	return func(s *Server) error {
		if n < 1 {
			return fmt.Errorf("workers: %d is too few", n)
		}
		s.workers = n
		return nil
	}
}

func WithTimeout(d time.Duration) Option {
	return func(s *Server) error { s.timeout = d; return nil }
}

func OnClose(f func()) Option {
	return func(s *Server) error { s.onClose = append(s.onClose, f); return nil }
}

func New(addr string, opts ...Option) (*Server, error) {
	s := &Server{addr: addr, workers: 1, timeout: time.Second, queue: make(chan string)}
	var errs []error
	for _, o := range opts {
		if err := o(s); err != nil {
			errs = append(errs, err)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("server %s:\n%w", addr, err)
	}
	for i := range s.workers {
		s.wg.Go(func() {
			for q := range s.queue {
				time.Sleep(s.timeout / 10)
				fmt.Printf("%s#%d: %s\n", s.addr, i, q)
			}
		})
	}
	return s, nil
}

func (s *Server) Close() {
	close(s.queue)
	s.wg.Wait()
	for _, f := range s.onClose {
		defer f()
	}
}

func main() {
	if _, err := New(":1", WithWorkers(0), WithWorkers(-5)); err != nil {
		fmt.Println(err)
	}
	s, _ := New(":80", WithWorkers(2), WithTimeout(50*time.Millisecond),
		OnClose(func() { fmt.Println("closed first, runs last") }), OnClose(func() { fmt.Println("runs first") }))
	for _, q := range []string{"a", "b", "c", "d", "e"} {
		s.queue <- q
	}
	s.Close()
}

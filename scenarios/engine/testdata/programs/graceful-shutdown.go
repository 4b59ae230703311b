package main

import (
	"fmt"
	"sync"
	"time"
)

type Server struct {
	requests chan int
	quit     chan struct{}
	wg       sync.WaitGroup
}

func NewServer(workers int) *Server {
	s := &Server{requests: make(chan int, 4), quit: make(chan struct{})}
	for w := range workers {
		s.wg.Add(1)
		go s.work(w)
	}
	return s
}

func (s *Server) work(w int) {
	defer s.wg.Done()
	defer fmt.Println("worker", w, "has left")
	for r := range s.requests {
		time.Sleep(20 * time.Millisecond)
		fmt.Printf("worker %d served %d\n", w, r)
	}
}

func (s *Server) Shutdown(timeout time.Duration) error {
	close(s.requests)
	done := make(chan struct{})
	go func() {
		s.wg.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-time.After(timeout):
		return fmt.Errorf("not finished within %v", timeout)
	}
}

func main() {
	s := NewServer(2)
	for r := range 7 {
		s.requests <- r
	}
	fmt.Println("shutting down")
	fmt.Println("1:", s.Shutdown(100*time.Millisecond))
	s = NewServer(1)
	for r := range 4 {
		s.requests <- 100 + r
	}
	fmt.Println("2:", s.Shutdown(30*time.Millisecond))
}

package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

type Conn struct {
	id   int
	uses int
}

type Pool struct {
	free    chan *Conn
	mu      sync.Mutex
	created int
	max     int
}

var ErrTimeout = errors.New("pool: timeout")

func NewPool(max int) *Pool { return &Pool{free: make(chan *Conn, max), max: max} }

func (p *Pool) Get(timeout time.Duration) (*Conn, error) {
	select {
	case c := <-p.free:
		return c, nil
	default:
	}
	p.mu.Lock()
	if p.created < p.max {
		p.created++
		c := &Conn{id: p.created}
		p.mu.Unlock()
		return c, nil
	}
	p.mu.Unlock()
	select {
	case c := <-p.free:
		return c, nil
	case <-time.After(timeout):
		return nil, ErrTimeout
	}
}

func (p *Pool) Put(c *Conn) { p.free <- c }

func main() {
	p := NewPool(2)
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c, err := p.Get(25 * time.Millisecond)
			if err != nil {
				fmt.Println("client", i, err)
				return
			}
			c.uses++
			fmt.Printf("client %d on %+v\n", i, *c)
			time.Sleep(20 * time.Millisecond)
			p.Put(c)
		}()
	}
	wg.Wait()
	close(p.free)
	for c := range p.free {
		fmt.Println("closing", *c)
	}
}

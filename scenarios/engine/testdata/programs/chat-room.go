package main

import (
	"fmt"
	"sync"
)

type client struct {
	name  string
	inbox chan string
}

type room struct {
	join, leave chan *client
	say         chan string
	quit        chan struct{}
}

func (r *room) run() {
	members := []*client{}
	tell := func(s string) {
		for _, m := range members {
			m.inbox <- s
		}
	}
	for {
		select {
		case c := <-r.join:
			members = append(members, c)
			tell(c.name + " joins")
		case c := <-r.leave:
			for i, m := range members {
				if m == c {
					members = append(members[:i], members[i+1:]...)
					break
				}
			}
			close(c.inbox)
			tell(c.name + " leaves")
		case s := <-r.say:
			tell(s)
		case <-r.quit:
			for _, m := range members {
				close(m.inbox)
			}
			return
		}
	}
}

func main() {
	r := &room{make(chan *client), make(chan *client), make(chan string), make(chan struct{})}
	go r.run()
	var wg sync.WaitGroup
	enter := func(name string) *client {
		c := &client{name, make(chan string, 8)}
		wg.Add(1)
		go func() {
			defer wg.Done()
			n := 0
			for m := range c.inbox {
				n++
				fmt.Printf("[%s] %s\n", c.name, m)
			}
			fmt.Printf("[%s] read %d\n", c.name, n)
		}()
		r.join <- c
		return c
	}
	ann := enter("ann")
	enter("bob")
	r.say <- "ann: hi"
	r.leave <- ann
	enter("cid")
	r.say <- "bob: who is there?"
	close(r.quit)
	wg.Wait()
}

package main

import (
	"fmt"
	"sync"
)

type op struct {
	key   string
	delta int
	reply chan int
}

type store struct{ ops chan op }

func newStore() store {
	s := store{make(chan op)}
	go func() {
		state := map[string]int{}
		for o := range s.ops {
			state[o.key] += o.delta
			o.reply <- state[o.key]
		}
	}()
	return s
}

func (s store) add(key string, delta int) int {
	o := op{key, delta, make(chan int)}
	s.ops <- o
	return <-o.reply
}

func main() {
	s := newStore()
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.add([]string{"x", "y"}[i%2], i)
		}()
	}
	wg.Wait()
	fmt.Println(s.add("x", 0), s.add("y", 0), s.add("z", 0))
	close(s.ops)
}

package main

import (
	"fmt"
	"sync"
)

type FizzBuzz struct {
	n     int
	mu    sync.Mutex
	cond  *sync.Cond
	value int
}

func (f *FizzBuzz) loop(mine func(int) bool, say func(int)) {
	for {
		f.mu.Lock()
		for f.value <= f.n && !mine(f.value) {
			f.cond.Wait()
		}
		if f.value > f.n {
			f.mu.Unlock()
			return
		}
		say(f.value)
		f.value++
		f.cond.Broadcast()
		f.mu.Unlock()
	}
}

func main() {
	f := &FizzBuzz{n: 20, value: 1}
	f.cond = sync.NewCond(&f.mu)
	word := func(s string) func(int) { return func(int) { fmt.Println(s) } }
	var wg sync.WaitGroup
	start := func(mine func(int) bool, say func(int)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f.loop(mine, say)
		}()
	}
	start(func(i int) bool { return i%3 == 0 && i%5 != 0 }, word("Fizz"))
	start(func(i int) bool { return i%5 == 0 && i%3 != 0 }, word("Buzz"))
	start(func(i int) bool { return i%15 == 0 }, word("FizzBuzz"))
	start(func(i int) bool { return i%3 != 0 && i%5 != 0 }, func(i int) { fmt.Println(i) })
	wg.Wait()
}

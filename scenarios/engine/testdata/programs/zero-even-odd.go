package main

import (
	"fmt"
	"sync"
)

type ZeroEvenOdd struct {
	n               int
	zero, even, odd chan struct{}
}

func (z *ZeroEvenOdd) Zero(print func(int)) {
	for i := 1; i <= z.n; i++ {
		<-z.zero
		print(0)
		if i%2 == 1 {
			z.odd <- struct{}{}
		} else {
			z.even <- struct{}{}
		}
	}
}

func (z *ZeroEvenOdd) run(from int, turn chan struct{}, print func(int)) {
	for i := from; i <= z.n; i += 2 {
		<-turn
		print(i)
		z.zero <- struct{}{}
	}
}

func main() {
	z := &ZeroEvenOdd{5, make(chan struct{}, 1), make(chan struct{}), make(chan struct{})}
	z.zero <- struct{}{}
	print := func(n int) { fmt.Print(n) }
	var wg sync.WaitGroup
	wg.Go(func() { z.run(2, z.even, print) })
	wg.Go(func() { z.run(1, z.odd, print) })
	wg.Go(func() { z.Zero(print) })
	wg.Wait()
	fmt.Println()
}

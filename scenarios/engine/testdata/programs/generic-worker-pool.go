package main

import (
	"errors"
	"fmt"
	"sync"
)

type Task[I, O any] func(I) (O, error)

type Outcome[I, O any] struct {
	In  I
	Out O
	Err error
}

func Run[I, O any](workers int, inputs []I, task Task[I, O]) []Outcome[I, O] {
	results := make([]Outcome[I, O], len(inputs))
	indices := make(chan int)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := range indices {
				out, err := task(inputs[i])
				results[i] = Outcome[I, O]{inputs[i], out, err}
			}
		})
	}
	for i := range inputs {
		indices <- i
	}
	close(indices)
	wg.Wait()
	return results
}

func main() {
	for _, r := range Run(3, []string{"go", "", "gopher"}, func(s string) (int, error) {
		if s == "" {
			return 0, errors.New("empty")
		}
		return len(s), nil
	}) {
		fmt.Printf("%q -> %d, %v\n", r.In, r.Out, r.Err)
	}
	for _, r := range Run(2, []int{3, 4}, func(n int) ([]int, error) { return make([]int, n), nil }) {
		fmt.Printf("%v %T\n", r, r)
	}
}

package main

import (
	"fmt"
	"sync"
)

type matrix [][]int

func (m matrix) column(j int) (out []int) {
	for i := range m {
		out = append(out, m[i][j])
	}
	return
}

func main() {
	m := matrix{{1, 2, 3}, {4, 5, 6}, {7, 8}}
	jobs := make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range jobs {
				fmt.Println("column", j, m.column(j))
			}
		}()
	}
	for j := range 3 {
		jobs <- j
	}
	close(jobs)
	wg.Wait()
}

package main

import (
	"fmt"
	"sort"
	"sync"
)

type Graph map[int][]int

func (g Graph) levels(start int) [][]int {
	seen := map[int]bool{start: true}
	frontier := []int{start}
	var all [][]int
	for len(frontier) > 0 {
		all = append(all, frontier)
		found := make(chan int)
		var wg sync.WaitGroup
		for _, v := range frontier {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for _, n := range g[v] {
					found <- n
				}
			}()
		}
		go func() {
			wg.Wait()
			close(found)
		}()
		frontier = nil
		for n := range found {
			if !seen[n] {
				seen[n] = true
				frontier = append(frontier, n)
			}
		}
		sort.Ints(frontier)
	}
	return all
}

func main() {
	g := Graph{1: {2, 3}, 2: {4, 5}, 3: {5, 6}, 5: {7}, 6: {7, 8}, 8: {1}}
	for depth, level := range g.levels(1) {
		fmt.Println(depth, level)
	}
}

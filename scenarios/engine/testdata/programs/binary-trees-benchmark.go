package main

import (
	"fmt"
	"sync"
)

type node struct{ l, r *node }

func build(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{build(depth - 1), build(depth - 1)}
}

func (n *node) check() int {
	if n.l == nil {
		return 1
	}
	return 1 + n.l.check() + n.r.check()
}

func main() {
	const maxDepth = 6
	long := build(maxDepth)
	lines := make([]string, 0, 4)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for d := 2; d <= maxDepth; d += 2 {
		wg.Add(1)
		go func(depth, iterations int) {
			defer wg.Done()
			sum := 0
			for range iterations {
				sum += build(depth).check()
			}
			mu.Lock()
			defer mu.Unlock()
			lines = append(lines, fmt.Sprintf("%d\t trees of depth %d\t check: %d", iterations, depth, sum))
		}(d, 1<<(maxDepth-d+1))
	}
	wg.Wait()
	for _, l := range lines {
		fmt.Println(l)
	}
	fmt.Println("long lived tree of depth", maxDepth, "check:", long.check())
}

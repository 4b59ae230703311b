package main

import (
	"fmt"
	"strings"
	"sync"
)

func spawn(path string, depth int, wg *sync.WaitGroup, visit func(string)) {
	defer wg.Done()
	visit(path)
	if depth == 0 {
		return
	}
	for _, c := range "LR" {
		wg.Add(1)
		go spawn(path+string(c), depth-1, wg, visit)
	}
}

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	byDepth := map[int][]string{}
	wg.Add(1)
	spawn("", 3, &wg, func(p string) {
		mu.Lock()
		defer mu.Unlock()
		byDepth[len(p)] = append(byDepth[len(p)], p)
	})
	wg.Wait()
	for d := range 4 {
		fmt.Println(d, len(byDepth[d]), strings.Join(byDepth[d], " "))
	}
}

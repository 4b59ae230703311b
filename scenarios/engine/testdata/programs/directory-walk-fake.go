package main

import (
	"fmt"
	"path"
	"strings"
	"sync"
)

type dir struct {
	files map[string]int64
	dirs  map[string]*dir
}

func mkdir(paths map[string]int64) *dir {
	root := &dir{map[string]int64{}, map[string]*dir{}}
	for p, size := range paths {
		d := root
		parts := strings.Split(p, "/")
		for _, s := range parts[:len(parts)-1] {
			if d.dirs[s] == nil {
				d.dirs[s] = &dir{map[string]int64{}, map[string]*dir{}}
			}
			d = d.dirs[s]
		}
		d.files[parts[len(parts)-1]] = size
	}
	return root
}

func walk(d *dir, at string, sizes chan<- int64, sem chan struct{}, wg *sync.WaitGroup) {
	defer wg.Done()
	sem <- struct{}{}
	defer func() { <-sem }()
	for _, size := range d.files {
		sizes <- size
	}
	for name, sub := range d.dirs {
		wg.Add(1)
		go walk(sub, path.Join(at, name), sizes, sem, wg)
	}
}

func main() {
	root := mkdir(map[string]int64{"a.txt": 10, "src/main.go": 300, "src/util/u.go": 40, "src/util/v.go": 55, "doc/x/y/z.md": 7})
	sizes := make(chan int64)
	var wg sync.WaitGroup
	wg.Add(1)
	go walk(root, "/", sizes, make(chan struct{}, 2), &wg)
	go func() { wg.Wait(); close(sizes) }()
	var files, total int64
	for s := range sizes {
		files++
		total += s
	}
	fmt.Printf("%d files %d bytes %s\n", files, total, path.Base("/src/util/u.go"))
}

package main

import (
	"bufio"
	"fmt"
	"strings"
	"sync"
)

const text = `10 GET /index
25 GET /about
7 POST /login
oops
31 GET /index`

type hit struct {
	ms     int
	method string
	path   string
}

func main() {
	lines := make(chan string)
	hits := make(chan hit)
	go func() {
		defer close(lines)
		sc := bufio.NewScanner(strings.NewReader(text))
		for sc.Scan() {
			lines <- sc.Text()
		}
	}()
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for l := range lines {
				var h hit
				if n, err := fmt.Sscanf(l, "%d %s %s", &h.ms, &h.method, &h.path); err != nil {
					fmt.Printf("bad line %q: %d fields: %v\n", l, n, err)
					continue
				}
				hits <- h
			}
		}()
	}
	go func() { wg.Wait(); close(hits) }()
	total := map[string]int{}
	for h := range hits {
		total[h.path] += h.ms
	}
	fmt.Println(total)
}

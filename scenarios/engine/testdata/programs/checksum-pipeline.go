package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"sync"
)

type digest struct {
	name string
	sum  string
}

func main() {
	files := map[string]string{"a": "alpha", "b": "beta", "c": "alpha", "d": ""}
	var names []string
	for n := range files {
		names = append(names, n)
	}
	sort.Strings(names)
	paths := make(chan string)
	digests := make(chan digest)
	go func() {
		defer close(paths)
		for _, n := range names {
			paths <- n
		}
	}()
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for p := range paths {
				sum := sha256.Sum256([]byte(files[p]))
				digests <- digest{p, hex.EncodeToString(sum[:4])}
			}
		})
	}
	go func() { wg.Wait(); close(digests) }()
	same := map[string][]string{}
	for d := range digests {
		same[d.sum] = append(same[d.sum], d.name)
	}
	for _, n := range names {
		for sum, group := range same {
			sort.Strings(group)
			if group[0] == n {
				fmt.Println(sum, group)
			}
		}
	}
}

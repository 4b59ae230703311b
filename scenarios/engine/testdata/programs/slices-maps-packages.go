package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

type word struct {
	text  string
	count int
}

func main() {
	lines := []string{"the quick brown fox", "jumps over the lazy dog", "the end of the quick story"}
	counts := make(chan map[string]int)
	var wg sync.WaitGroup
	for _, l := range lines {
		wg.Go(func() {
			m := map[string]int{}
			for _, w := range strings.Fields(l) {
				m[w]++
			}
			counts <- m
		})
	}
	go func() { wg.Wait(); close(counts) }()
	total := map[string]int{}
	for m := range counts {
		for w, n := range m {
			total[w] += n
		}
	}
	fmt.Println(slices.Sorted(maps.Keys(total)))
	var words []word
	for w, n := range total {
		words = append(words, word{w, n})
	}
	slices.SortFunc(words, func(a, b word) int {
		return cmp.Or(cmp.Compare(b.count, a.count), strings.Compare(a.text, b.text))
	})
	fmt.Println(words[:4])
	i, found := slices.BinarySearch(slices.Sorted(maps.Keys(total)), "lazy")
	fmt.Println(i, found, slices.Contains(lines, "the end"), slices.Max(slices.Collect(maps.Values(total))))
	clone := maps.Clone(total)
	maps.DeleteFunc(clone, func(_ string, n int) bool { return n == 1 })
	fmt.Println(clone, slices.Index(lines, lines[2]))
}

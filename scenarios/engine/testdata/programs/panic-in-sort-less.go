package main

import (
	"fmt"
	"slices"
	"sort"
	"sync"
)

type release struct{ major, minor int }

func parse(s string) (r release) {
	if n, err := fmt.Sscanf(s, "v%d.%d", &r.major, &r.minor); n != 2 {
		panic(fmt.Errorf("%q: %w", s, err))
	}
	return
}

func sorted(tags []string) (out []string, err error) {
	defer func() {
		if e, ok := recover().(error); ok {
			out, err = nil, fmt.Errorf("cannot sort: %w", e)
		}
	}()
	out = slices.Clone(tags)
	sort.Slice(out, func(i, j int) bool {
		a, b := parse(out[i]), parse(out[j])
		return a.major < b.major || a.major == b.major && a.minor < b.minor
	})
	return
}

func main() {
	lists := [][]string{{"v1.10", "v1.9", "v0.12"}, {"v2.0", "latest"}, {"v1.x", "v2.2"}, nil}
	var wg sync.WaitGroup
	results := make([]string, len(lists))
	for i, l := range lists {
		wg.Go(func() {
			out, err := sorted(l)
			results[i] = fmt.Sprint(out, " ", err)
		})
	}
	wg.Wait()
	for _, r := range results {
		fmt.Println(r)
	}
}

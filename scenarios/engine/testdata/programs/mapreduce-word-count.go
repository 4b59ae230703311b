package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
	"unicode"
)

type pair struct {
	key   string
	value int
}

func mapper(text string, out chan<- pair) {
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		out <- pair{w, 1}
	}
}

func reducer(in <-chan pair, result chan<- map[string]int) {
	m := map[string]int{}
	for p := range in {
		m[p.key] += p.value
	}
	result <- m
}

func main() {
	texts := []string{"To be, or not to be: that is the question.", "Be not afraid of greatness.", "The rest is silence."}
	const reducers = 3
	shuffle := make([]chan pair, reducers)
	result := make(chan map[string]int, reducers)
	for i := range shuffle {
		shuffle[i] = make(chan pair, 4)
		go reducer(shuffle[i], result)
	}
	var mappers sync.WaitGroup
	for _, t := range texts {
		mappers.Add(1)
		go func() {
			defer mappers.Done()
			out := make(chan pair)
			go func() { mapper(t, out); close(out) }()
			for p := range out {
				shuffle[int(p.key[0])%reducers] <- p
			}
		}()
	}
	mappers.Wait()
	for _, c := range shuffle {
		close(c)
	}
	var keys []string
	all := map[string]int{}
	for range reducers {
		for k, v := range <-result {
			all[k] = v
			keys = append(keys, k)
		}
	}
	sort.Slice(keys, func(i, j int) bool {
		if all[keys[i]] != all[keys[j]] {
			return all[keys[i]] > all[keys[j]]
		}
		return keys[i] < keys[j]
	})
	for _, k := range keys[:8] {
		fmt.Printf("%-8s %s\n", k, strings.Repeat("*", all[k]))
	}
}

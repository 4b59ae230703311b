package main

import (
	"fmt"
	"sync"
)

func quicksort(s []int, wg *sync.WaitGroup, depth int) {
	defer wg.Done()
	if len(s) < 2 {
		return
	}
	pivot, i := s[len(s)-1], 0
	for j, v := range s[:len(s)-1] {
		if v < pivot {
			s[i], s[j] = s[j], s[i]
			i++
		}
	}
	s[i], s[len(s)-1] = s[len(s)-1], s[i]
	wg.Add(2)
	if depth > 2 {
		quicksort(s[:i], wg, depth+1)
		quicksort(s[i+1:], wg, depth+1)
		return
	}
	go quicksort(s[:i], wg, depth+1)
	go quicksort(s[i+1:], wg, depth+1)
}

func main() {
	s := make([]int, 40)
	x := 17
	for i := range s {
		x = (x*75 + 74) % 65537
		s[i] = x % 100
	}
	fmt.Println(s)
	var wg sync.WaitGroup
	wg.Add(1)
	quicksort(s, &wg, 0)
	wg.Wait()
	fmt.Println(s)
}

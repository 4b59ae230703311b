package main

import (
	"fmt"
	"math/rand"
	"sort"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	rolls := map[int][]int{}
	for w := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			r := rand.New(rand.NewSource(int64(w) + 42))
			for range 5 {
				n := r.Intn(6) + 1
				mu.Lock()
				rolls[w] = append(rolls[w], n)
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	for w := range 3 {
		fmt.Println(w, rolls[w])
	}
	deck := rand.New(rand.NewSource(7)).Perm(10)
	fmt.Println(deck)
	sort.Ints(deck)
	fmt.Println(deck)
	n := rand.Intn(6) + 1 // unknown
	fmt.Println(n >= 1 && n <= 6)
}

package main

import (
	"fmt"
	"sync"
)

type account struct {
	sync.Mutex
	owner   string
	balance int
	history [3]int
}

func main() {
	a := account{owner: "ann", balance: 10}
	b := &account{owner: a.owner, balance: a.balance, history: a.history}
	b.history[0] = 5
	fmt.Println(a.history, b.history)
	bank := map[string]*account{"a": &a, "b": b}
	var wg sync.WaitGroup
	for name, acc := range bank {
		wg.Add(1)
		go func() {
			defer wg.Done()
			acc.Lock()
			defer acc.Unlock()
			acc.balance += int(name[0])
		}()
	}
	wg.Wait()
	fmt.Println(a.balance, b.balance)
	type key struct {
		x, y int
		tag  [2]string
	}
	seen := map[key]int{}
	for i := range 6 {
		seen[key{i % 2, 0, [2]string{"t", fmt.Sprint(i % 3)}}]++
	}
	fmt.Println(len(seen), seen[key{1, 0, [2]string{"t", "1"}}])
	var any1, any2 any = key{x: 1}, key{x: 1}
	fmt.Println(any1 == any2, any1 != any(1))
}

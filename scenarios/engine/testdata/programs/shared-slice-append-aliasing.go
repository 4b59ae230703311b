package main

import (
	"fmt"
	"sync"
)

func main() {
	base := make([]int, 3, 10)
	var wg sync.WaitGroup
	views := make([][]int, 3)
	for i := range views {
		wg.Add(1)
		go func() {
			defer wg.Done()
			views[i] = append(base, i) // all write to the same place
		}()
	}
	wg.Wait()
	fmt.Println(views[0][3] == views[1][3], views[1][3] == views[2][3], len(base), cap(base))
	for i := range views {
		views[i] = append(base[:len(base):len(base)], i)
	}
	fmt.Println(views)
	arr := [4]int{1, 2, 3, 4}
	s := arr[1:3]
	s = append(s, 99)
	fmt.Println(arr, s, len(s), cap(s))
	c := make(chan []int, 1)
	c <- s
	arr[1] = -1
	fmt.Println(<-c)
	cp := make([]int, len(s))
	n := copy(cp, s)
	s[0] = 7
	fmt.Println(n, cp, s, arr == [4]int{1, 7, 3, 99})
	clear(cp)
	fmt.Println(cp, min(3, 1, 2), max(1.5, 2))
}

package main

import (
	"fmt"
	"math"
	"sort"
	"sync"
)

type point struct{ x, y int }
type shape interface{ sides() int }
type square struct{ a int }
type blob struct{ p *int }

func (square) sides() int { return 4 }
func (blob) sides() int   { return 0 }

func main() {
	grid := map[point]map[string]int{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			p := point{i % 2, i % 3}
			if grid[p] == nil {
				grid[p] = map[string]int{}
			}
			grid[p][fmt.Sprint("n", i%4)] += i
		})
	}
	wg.Wait()
	var keys []point
	for k := range grid {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i].x*10+keys[i].y < keys[j].x*10+keys[j].y })
	for _, k := range keys {
		fmt.Println(k, grid[k])
	}
	n := 1
	byShape := map[shape]string{square{1}: "small", square{2}: "big", blob{&n}: "odd"}
	fmt.Println(byShape[square{2}], byShape[blob{&n}], byShape[blob{}] == "", len(byShape))
	nan := map[float64]int{math.NaN(): 1, math.NaN(): 2, 0: 3}
	_, ok := nan[math.NaN()]
	fmt.Println(len(nan), ok, nan[math.Copysign(0, -1)])
	anyKey := map[any]int{1: 1, "1": 2, 1.0: 3, [1]int{1}: 4, nil: 5, int8(1): 6}
	fmt.Println(anyKey[1], anyKey["1"], anyKey[1.0], anyKey[[1]int{1}], anyKey[nil], anyKey[uint(1)])
	delete(anyKey, "nothing")
	arr := map[[2]string]bool{{"a", "b"}: true}
	fmt.Println(arr[[2]string{"a", "b"}], arr[[2]string{"b", "a"}], fmt.Sprint(map[string]int{"z": 1, "a": 2}))
	count := 0
	for k := range map[int]bool{1: true, 2: true, 3: true} {
		count += k
	}
	clear(grid)
	fmt.Println(count, len(grid))
	defer func() { fmt.Println(recover()) }()
	anyKey[[]int{1}] = 1
}

package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	nums := make([]int, 10_001)
	for i := range nums {
		nums[i] = i
	}
	workers := 7
	size := (len(nums) + workers - 1) / workers
	partial := make([]int, workers)
	var wg sync.WaitGroup
	for w := 0; w < workers; w++ {
		lo, hi := w*size, min((w+1)*size, len(nums))
		wg.Add(1)
		go func(part []int) {
			defer wg.Done()
			for _, n := range part {
				partial[w] += n
			}
		}(nums[lo:hi])
	}
	wg.Wait()
	total := 0
	for w, p := range partial {
		fmt.Println("part", w, p)
		total += p
	}
	fmt.Println(total, total == 10_000*10_001/2, runtime.GOMAXPROCS(0))
}

package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	shared := 0
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			shared += i
			fmt.Println("own", i, "shared", shared)
			i *= 10 // only this iteration's i
		}()
	}
	wg.Wait()
	var fs []func() int
	for _, v := range []int{1, 2, 3} {
		x := v * v
		fs = append(fs, func() int { x += v; return x })
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println(shared)
}

package main

import (
	"fmt"
	"sync"
)

func safely(id int, f func() int) (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("task %d: recovered: %v", id, r)
		}
	}()
	return f(), nil
}

func main() {
	var zero int
	var table map[string]int
	tasks := []func() int{
		func() int { return 42 },
		func() int { return 1 / zero },
		func() int { table["x"] = 1; return 0 },
		func() int { return []int{1, 2}[zero+2] },
		func() int { panic("custom") },
		func() int { var p *struct{ n int }; return p.n },
		func() int { var v any = "text"; return v.(int) },
	}
	results := make([]string, len(tasks))
	var wg sync.WaitGroup
	for i, t := range tasks {
		wg.Go(func() {
			n, err := safely(i, t)
			if err != nil {
				results[i] = err.Error()
				return
			}
			results[i] = fmt.Sprintf("task %d: %d", i, n)
		})
	}
	wg.Wait()
	for _, r := range results {
		fmt.Println(r)
	}
}

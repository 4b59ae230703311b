package main

import (
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

func main() {
	var g singleflight.Group
	var wg sync.WaitGroup
	calls := 0
	load := func() (any, error) {
		calls++
		time.Sleep(100 * time.Millisecond)
		return "profile of ann", nil
	}
	for i := range 4 {
		wg.Go(func() {
			v, err, shared := g.Do("ann", load)
			fmt.Println(i, v, err, shared)
		})
	}
	wg.Wait()
	fmt.Println("calls:", calls)
	r := <-g.DoChan("bob", func() (any, error) { return nil, fmt.Errorf("no such user") })
	fmt.Println(r.Val, r.Err, r.Shared)
	g.Forget("ann")
	v, _, shared := g.Do("ann", load)
	fmt.Println(v, shared, calls)
}

package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

func mirror(ctx context.Context, name string, latency time.Duration) (string, error) {
	t := time.NewTimer(latency)
	defer t.Stop()
	select {
	case <-t.C:
		return "data from " + name, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	type result struct {
		data string
		err  error
	}
	results := make(chan result, 3)
	var wg sync.WaitGroup
	for i, name := range []string{"berlin", "tokyo", "lima"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			data, err := mirror(ctx, name, time.Duration(90-30*i)*time.Millisecond)
			results <- result{data, err}
		}()
	}
	first := <-results
	cancel()
	wg.Wait()
	close(results)
	fmt.Println(first.data, first.err)
	for r := range results {
		fmt.Printf("%q %v\n", r.data, r.err)
	}
}

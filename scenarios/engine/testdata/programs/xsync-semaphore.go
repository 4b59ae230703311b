package main

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/semaphore"
)

func main() {
	sem := semaphore.NewWeighted(4)
	ctx := context.Background()
	start := time.Now()
	done := make(chan int)
	for i, weight := range []int64{1, 3, 2, 4, 1} {
		go func() {
			if err := sem.Acquire(ctx, weight); err != nil {
				fmt.Println(err)
				return
			}
			fmt.Printf("%5v job %d holds %d\n", time.Since(start), i, weight)
			time.Sleep(20 * time.Millisecond)
			sem.Release(weight)
			done <- i
		}()
	}
	for range 5 {
		<-done
	}
	fmt.Println(sem.TryAcquire(4), sem.TryAcquire(1))
	short, cancel := context.WithTimeout(ctx, time.Millisecond)
	defer cancel()
	fmt.Println(sem.Acquire(short, 1))
}

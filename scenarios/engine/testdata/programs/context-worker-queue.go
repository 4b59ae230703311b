package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

type Queue struct {
	jobs   chan func(context.Context) error
	wg     sync.WaitGroup
	cancel context.CancelFunc
}

func Start(parent context.Context, workers int) *Queue {
	ctx, cancel := context.WithCancel(parent)
	q := &Queue{jobs: make(chan func(context.Context) error), cancel: cancel}
	for w := range workers {
		q.wg.Add(1)
		go func() {
			defer q.wg.Done()
			for job := range q.jobs {
				if err := job(ctx); err != nil {
					fmt.Println("worker", w, "job failed:", err)
				}
			}
		}()
	}
	return q
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func main() {
	q := Start(context.Background(), 2)
	for i := 1; i <= 5; i++ {
		q.jobs <- func(ctx context.Context) error {
			if err := sleep(ctx, time.Duration(i)*100*time.Millisecond); err != nil {
				return fmt.Errorf("job %d: %w", i, err)
			}
			fmt.Println("job", i, "done")
			return nil
		}
	}
	close(q.jobs)
	time.Sleep(50 * time.Millisecond)
	q.cancel()
	q.wg.Wait()
}

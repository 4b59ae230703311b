package main

import (
	"fmt"
	"sync"
	"time"
)

type BlockingQueue[T any] struct {
	mu       sync.Mutex
	notEmpty *sync.Cond
	notFull  *sync.Cond
	items    []T
	capacity int
}

func NewBlockingQueue[T any](capacity int) *BlockingQueue[T] {
	q := &BlockingQueue[T]{capacity: capacity}
	q.notEmpty = sync.NewCond(&q.mu)
	q.notFull = sync.NewCond(&q.mu)
	return q
}

func (q *BlockingQueue[T]) Enqueue(v T) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == q.capacity {
		q.notFull.Wait()
	}
	q.items = append(q.items, v)
	q.notEmpty.Signal()
}

func (q *BlockingQueue[T]) Dequeue() T {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.notEmpty.Wait()
	}
	v := q.items[0]
	q.items = q.items[1:]
	q.notFull.Signal()
	return v
}

func main() {
	q := NewBlockingQueue[string](2)
	var wg sync.WaitGroup
	for p := range 2 {
		wg.Go(func() {
			for i := range 5 {
				item := fmt.Sprintf("p%d-%d", p, i)
				q.Enqueue(item)
				fmt.Println("put", item)
			}
		})
	}
	for c := range 2 {
		wg.Go(func() {
			for range 5 {
				time.Sleep(time.Duration(c+1) * 10 * time.Millisecond)
				fmt.Println("consumer", c, "got", q.Dequeue())
			}
		})
	}
	wg.Wait()
}

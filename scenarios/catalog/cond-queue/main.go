package main

import (
	"fmt"
	"sync"
	"time"
)

// queue has no limit; get waits while it is empty.
type queue struct {
	mu       sync.Mutex
	notEmpty *sync.Cond
	items    []string
}

func newQueue() *queue {
	q := &queue{}
	q.notEmpty = sync.NewCond(&q.mu)
	return q
}

func (q *queue) put(item string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.items = append(q.items, item)
	q.notEmpty.Signal()
}

func (q *queue) get() string {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 { // a loop: look again after waking up
		q.notEmpty.Wait()
	}
	item := q.items[0]
	q.items = q.items[1:]
	return item
}

func main() {
	q := newQueue()
	var wg sync.WaitGroup
	for _, clerk := range []string{"Ada", "Ben", "Cleo"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Println(clerk, "serves", q.get())
		}()
	}
	for _, guest := range []string{"Mr Mole", "Mrs Hare", "Dr Owl"} {
		time.Sleep(2 * time.Millisecond)
		q.put(guest)
	}
	wg.Wait()
}

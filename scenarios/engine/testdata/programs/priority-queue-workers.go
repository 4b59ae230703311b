package main

import (
	"container/heap"
	"fmt"
	"sync"
	"time"
)

type Item struct {
	name     string
	priority int
}

type PQ []Item

func (p PQ) Len() int           { return len(p) }
func (p PQ) Less(i, j int) bool { return p[i].priority > p[j].priority }
func (p PQ) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }
func (p *PQ) Push(x any)        { *p = append(*p, x.(Item)) }
func (p *PQ) Pop() any {
	n := len(*p)
	it := (*p)[n-1]
	*p = (*p)[:n-1]
	return it
}

type Queue struct {
	mu     sync.Mutex
	cond   *sync.Cond
	pq     PQ
	closed bool
}

func (q *Queue) Push(it Item) {
	q.mu.Lock()
	heap.Push(&q.pq, it)
	q.mu.Unlock()
	q.cond.Signal()
}

func (q *Queue) Pop() (Item, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.pq) == 0 && !q.closed {
		q.cond.Wait()
	}
	if len(q.pq) == 0 {
		return Item{}, false
	}
	return heap.Pop(&q.pq).(Item), true
}

func main() {
	q := new(Queue)
	q.cond = sync.NewCond(&q.mu)
	for i, n := range []string{"mail", "build", "page", "sync", "clean"} {
		q.Push(Item{n, (i * 7) % 5})
	}
	var wg sync.WaitGroup
	for w := range 2 {
		wg.Go(func() {
			for it, ok := q.Pop(); ok; it, ok = q.Pop() {
				fmt.Printf("worker %d: %s (%d)\n", w, it.name, it.priority)
				time.Sleep(time.Millisecond)
			}
		})
	}
	time.Sleep(20 * time.Millisecond)
	q.Push(Item{"late", 9})
	time.Sleep(20 * time.Millisecond)
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.cond.Broadcast()
	wg.Wait()
}

package main

import (
	"container/heap"
	"fmt"
	"time"
)

type worker struct {
	id, pending, index, served int
	requests                   chan int
}

type pool []*worker

func (p pool) Len() int { return len(p) }
func (p pool) Less(i, j int) bool {
	return p[i].pending < p[j].pending || p[i].pending == p[j].pending && p[i].id < p[j].id
}
func (p pool) Swap(i, j int) {
	p[i], p[j] = p[j], p[i]
	p[i].index, p[j].index = i, j
}
func (p *pool) Push(x any) { x.(*worker).index = len(*p); *p = append(*p, x.(*worker)) }
func (p *pool) Pop() any {
	w := (*p)[len(*p)-1]
	*p = (*p)[:len(*p)-1]
	return w
}

func main() {
	done := make(chan *worker, 20)
	var p pool
	for i := range 3 {
		w := &worker{id: i, requests: make(chan int, 20)}
		go func() {
			for r := range w.requests {
				time.Sleep(time.Duration(r) * time.Millisecond)
				done <- w
			}
		}()
		heap.Push(&p, w)
	}
	finish := func(w *worker) {
		w.pending--
		w.served++
		heap.Fix(&p, w.index)
	}
	for i := range 12 {
		time.Sleep(3 * time.Millisecond)
		for len(done) > 0 {
			finish(<-done)
		}
		w := heap.Pop(&p).(*worker)
		w.requests <- 5 + (i*5)%17
		w.pending++
		heap.Push(&p, w)
		fmt.Print(w.id, " ")
	}
	fmt.Println()
	total := 0
	for total < 12 {
		total = 0
		for _, w := range p {
			total += w.served
		}
		if total < 12 {
			finish(<-done)
		}
	}
	for _, w := range p {
		fmt.Println("worker", w.id, "served", w.served)
	}
}

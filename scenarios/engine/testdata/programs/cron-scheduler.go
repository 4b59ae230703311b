package main

import (
	"container/heap"
	"fmt"
	"time"
)

type task struct {
	at    time.Time
	every time.Duration
	name  string
}

type tasks []*task

func (t tasks) Len() int           { return len(t) }
func (t tasks) Less(i, j int) bool { return t[i].at.Before(t[j].at) }
func (t tasks) Swap(i, j int)      { t[i], t[j] = t[j], t[i] }
func (t *tasks) Push(x any)        { *t = append(*t, x.(*task)) }
func (t *tasks) Pop() any {
	old := *t
	x := old[len(old)-1]
	*t = old[:len(old)-1]
	return x
}

func main() {
	now := time.Now()
	q := &tasks{}
	heap.Push(q, &task{now.Add(5 * time.Minute), 5 * time.Minute, "backup"})
	heap.Push(q, &task{now.Add(2 * time.Minute), 2 * time.Minute, "poll"})
	heap.Push(q, &task{now.Add(7 * time.Minute), time.Hour, "report"})
	stop := time.After(12*time.Minute + time.Second)
	for {
		next := (*q)[0]
		select {
		case <-time.After(time.Until(next.at)):
			fmt.Println(next.at.UTC().Format("15:04:05"), next.name)
			next.at = next.at.Add(next.every + time.Second)
			heap.Fix(q, 0)
		case <-stop:
			fmt.Println("stopped at", time.Now().UTC().Format(time.Kitchen))
			return
		}
	}
}

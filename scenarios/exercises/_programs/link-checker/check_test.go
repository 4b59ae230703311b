package main

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// server answers after 10 ms, and counts how many it answers at once.
type server struct {
	mu        sync.Mutex
	asked     map[string]int
	now, most int
}

func (s *server) fetch(url string) int {
	s.mu.Lock()
	s.asked[url]++
	s.now++
	s.most = max(s.most, s.now)
	s.mu.Unlock()

	time.Sleep(10 * time.Millisecond)

	s.mu.Lock()
	s.now--
	s.mu.Unlock()
	return 200 + len(url)
}

var pages = []string{"/", "/a", "/ab", "/abc", "/abcd", "/abcde"}

func TestEveryPage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &server{asked: map[string]int{}}
		status := Check(pages, 3, s.fetch)
		if len(status) != len(pages) {
			t.Errorf("%d pages have a status, want %d", len(status), len(pages))
		}
		for _, url := range pages {
			if status[url] != 200+len(url) {
				t.Errorf("the status of %s is %d, want %d", url, status[url], 200+len(url))
			}
			if s.asked[url] != 1 {
				t.Errorf("%s is fetched %d times, want once", url, s.asked[url])
			}
		}
	})
}

func TestWorkers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &server{asked: map[string]int{}}
		start := time.Now()
		Check(pages, 3, s.fetch)
		if s.most > 3 {
			t.Errorf("%d fetches at once, want at most 3", s.most)
		}
		if took := time.Since(start); took != 20*time.Millisecond {
			t.Errorf("6 pages of 10 ms by 3 workers take %v, want 20ms", took)
		}
	})
}

func TestFewPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &server{asked: map[string]int{}}
		if status := Check(pages[:1], 4, s.fetch); status["/"] != 201 {
			t.Errorf("one page, four workers: the status is %d, want 201", status["/"])
		}
		if status := Check(nil, 4, s.fetch); len(status) != 0 {
			t.Errorf("no pages: the result is %v, want it empty", status)
		}
	})
}

package main

import (
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// server answers after 10 ms, and counts how many it answers at once. Pages
// with long names are missing.
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
	if len(url) > 4 {
		return 404
	}
	return 200
}

var (
	there   = []string{"/", "/a", "/ab", "/abc"}
	missing = []string{"/abcd", "/abcde"}
	pages   = append(slices.Clone(there), missing...)
)

func TestEveryPage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &server{asked: map[string]int{}}
		report := Check(pages, 3, s.fetch)
		for status, want := range map[int][]string{200: there, 404: missing} {
			if got := slices.Sorted(slices.Values(report[status])); !slices.Equal(got, want) {
				t.Errorf("the pages with status %d are %q, want %q", status, got, want)
			}
		}
		if len(report) != 2 {
			t.Errorf("there are %d status codes, want 2", len(report))
		}
		for _, url := range pages {
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

func TestManyWorkers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &server{asked: map[string]int{}}
		var urls []string
		for page := 'a'; page <= 'z'; page++ {
			urls = append(urls, string(page))
		}
		// All answers come at the same moment.
		if got := slices.Sorted(slices.Values(Check(urls, len(urls), s.fetch)[200])); !slices.Equal(got, urls) {
			t.Errorf("26 pages, 26 workers: those that are there are %q, want all", got)
		}
	})
}

func TestFewPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &server{asked: map[string]int{}}
		if report := Check(pages[:1], 4, s.fetch); !slices.Equal(report[200], pages[:1]) {
			t.Errorf("one page, four workers: those that are there are %q, want %q", report[200], pages[:1])
		}
		if report := Check(nil, 4, s.fetch); len(report) != 0 {
			t.Errorf("no pages: the result is %v, want it empty", report)
		}
	})
}

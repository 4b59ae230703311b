package main

import (
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

const ms = time.Millisecond

// web answers each URL after a time of its own, and notes when it was asked.
type web struct {
	mu      sync.Mutex
	start   time.Time
	started []time.Duration
	takes   map[string]time.Duration
}

func (w *web) fetch(url string) string {
	w.mu.Lock()
	w.started = append(w.started, time.Since(w.start))
	w.mu.Unlock()
	time.Sleep(w.takes[url])
	return "page of " + url
}

func TestPolite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &web{start: time.Now(), takes: map[string]time.Duration{"a": 25 * ms, "b": 25 * ms, "c": 25 * ms, "d": 25 * ms}}
		FetchAll([]string{"a", "b", "c", "d"}, 10*ms, w.fetch)
		if want := []time.Duration{0, 10 * ms, 20 * ms, 30 * ms}; !slices.Equal(w.started, want) {
			t.Errorf("the fetches start at %v, want %v", w.started, want)
		}
		if took := time.Since(w.start); took != 55*ms {
			t.Errorf("all take %v, want 55ms", took)
		}
	})
}

func TestOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &web{start: time.Now(), takes: map[string]time.Duration{"slow": 50 * ms, "b": 1 * ms, "c": 0}}
		pages := FetchAll([]string{"slow", "b", "c"}, 10*ms, w.fetch)
		if want := []string{"page of slow", "page of b", "page of c"}; !slices.Equal(pages, want) {
			t.Errorf("the pages are %q, want %q", pages, want)
		}
		if took := time.Since(w.start); took != 50*ms {
			t.Errorf("all take %v, want 50ms", took)
		}
	})
}

func TestTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// All end at the same moment.
		w := &web{start: time.Now(), takes: map[string]time.Duration{"a": 30 * ms, "b": 20 * ms, "c": 10 * ms, "d": 0}}
		pages := FetchAll([]string{"a", "b", "c", "d"}, 10*ms, w.fetch)
		if want := []string{"page of a", "page of b", "page of c", "page of d"}; !slices.Equal(pages, want) {
			t.Errorf("the pages are %q, want %q", pages, want)
		}
	})
}

package main

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

const ms = time.Millisecond

// feed sends lines and then ends the log.
func feed(lines ...string) <-chan string {
	ch := make(chan string)
	go func() {
		defer close(ch)
		for _, line := range lines {
			ch <- line
		}
	}()
	return ch
}

func all(out <-chan string) []string {
	var got []string
	for message := range out {
		got = append(got, message)
	}
	return got
}

func TestErrors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		got := all(Errors(feed("ERROR disk full", "INFO hello", "ERROR no route")))
		if want := []string{"1. DISK FULL", "2. NO ROUTE"}; !slices.Equal(got, want) {
			t.Errorf("the errors are %q, want %q", got, want)
		}
	})
}

func TestAtTheSameTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		got := all(Errors(feed("ERROR a", "ERROR b", "ERROR c", "ERROR d", "ERROR e")))
		if want := []string{"1. A", "2. B", "3. C", "4. D", "5. E"}; !slices.Equal(got, want) {
			t.Errorf("the errors are %q, want %q", got, want)
		}
		// The first is parsed; then one is parsed while the one before is translated.
		if took := time.Since(start); took != 60*ms {
			t.Errorf("5 lines take %v, want 60ms", took)
		}
	})
}

func TestStream(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lines := make(chan string)
		defer close(lines)
		out := make(chan (<-chan string), 1)
		go func() { out <- Errors(lines) }()
		lines <- "ERROR first"
		select {
		case errors := <-out:
			select {
			case got := <-errors:
				if got != "1. FIRST" {
					t.Errorf("the first error is %q, want %q", got, "1. FIRST")
				}
			case <-time.After(time.Second):
				t.Error("an error is in the log, and nothing comes out before the log ends")
			}
		case <-time.After(time.Second):
			t.Error("Errors does not return before the log ends")
		}
	})
}

func TestEmpty(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if got := all(Errors(feed())); len(got) != 0 {
			t.Errorf("an empty log has the errors %q", got)
		}
	})
}

package main

import "testing"

// Every limit has a name for readers.
func TestLimits(t *testing.T) {
	for _, l := range limits() {
		if l.Name == "" || l.Browser == "" || l.Command == "" {
			t.Errorf("a limit without words: %q", l)
		}
	}
	if got := limits()[0]; got.Command != "500\u202f000\u202f000" {
		t.Errorf("limit %q", got)
	}
}

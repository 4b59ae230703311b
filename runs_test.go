package main

import (
	"slices"
	"strings"
	"testing"

	"gopark/scenarios/lower/stdlib"
)

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

func TestPackageList(t *testing.T) {
	list := packageList(stdlib.Packages())
	if got := strings.Fields(list); !slices.Equal(got, stdlib.Packages()) {
		t.Errorf("the list has %q", got)
	}
	for line := range strings.Lines(list) {
		if len(line) > 81 || !strings.HasPrefix(line, "  ") {
			t.Errorf("line %q", line)
		}
	}
}

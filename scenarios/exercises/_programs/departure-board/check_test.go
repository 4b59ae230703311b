package main

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestBoard(t *testing.T) {
	got := Board([]string{"Lima", "Oslo", "Quito"})
	want := []string{"platform 1: LIMA", "platform 2: OSLO", "platform 3: QUITO"}
	if !slices.Equal(got, want) {
		t.Errorf("the board shows %q, want %q", got, want)
	}
}

func TestBusyStation(t *testing.T) {
	got := Board([]string{"a", "b", "c", "d", "e", "f", "g", "h"})
	for i, line := range got {
		if line == "" {
			t.Errorf("line %d is empty", i+1)
		}
	}
	if len(slices.Compact(slices.Sorted(slices.Values(got)))) != 8 {
		t.Errorf("lines occur twice: %q", got)
	}
}

func TestAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		Board([]string{"Lima", "Oslo"})
		if took := time.Since(start); took != 0 {
			t.Errorf("the board takes %v; there is nothing to wait for", took)
		}
	})
}

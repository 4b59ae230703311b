package model

import (
	"reflect"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

func TestNextWakeIsThatOfTheFirstSleeper(t *testing.T) {
	for _, tr := range []*trace.Trace{sample.Random(12, 1500, 2, 30), sample.Sleepers(40, 1500), sample.WaitGroup(5)} {
		r := newRun(t, tr)
		c := NewCursor(r)
		asleep, awake := 0, 0
		for step := trace.Step(0); step <= r.Steps(); step++ {
			c.Seek(step)
			first, any := trace.Time(0), false
			for _, g := range c.To.Waiting[trace.ReasonSleep].All() {
				if until := c.To.G(g).Until; !any || until < first {
					first, any = until, true
				}
			}
			if any {
				asleep++
			} else {
				awake++
			}
			if until, ok := r.NextWake(step); ok != any || until != first {
				t.Fatalf("step %d: expected the next to wake at %v (%t), found %v (%t)", step, first, any, until, ok)
			}
		}
		if asleep == 0 || awake == 0 {
			t.Errorf("expected steps with sleepers and without, found %d and %d", asleep, awake)
		}
	}
}

// A run that is prepared while its trace is decoded is the same one.
func TestLoadIsDecodeAndNewRun(t *testing.T) {
	for _, tr := range []*trace.Trace{sample.Random(13, 3000, 2, 30), sample.Pool(), sample.Brief(100, 500)} {
		want := newRun(t, tr)
		got, err := Load(tr.Encode())
		if err != nil {
			t.Fatal(err)
		}
		if got.Steps() != want.Steps() || got.Steps() == 0 {
			t.Fatalf("expected %d steps, found %d", want.Steps(), got.Steps())
		}
		want.Trace, got.Trace = nil, nil
		if !reflect.DeepEqual(want, got) {
			t.Errorf("expected\n%+v\nfound\n%+v", want, got)
		}
	}
	if _, err := Load([]byte("package main")); err == nil {
		t.Error("expected an error for what is no trace")
	}
}

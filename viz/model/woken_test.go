package model

import (
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

// Who woke whom last is, at every step, what the events up to there say.
func TestWhoWokeWhomLast(t *testing.T) {
	for name, tr := range map[string]*trace.Trace{"pool": sample.Pool(), "wait group": sample.WaitGroup(4)} {
		r := newRun(t, tr)
		c := NewCursor(r)
		by, of := map[trace.GID]Cause{}, map[trace.GID]Cause{}
		for step := trace.Step(1); step <= r.Steps(); step++ {
			c.Seek(step)
			e := &c.Event
			if created := e.Kind == trace.KCreate; (created || e.Kind == trace.KUnblock) && e.By != trace.NoG {
				cause := Cause{Step: step, From: e.By, To: e.G, Created: created}
				by[e.G], of[e.By] = cause, cause
			}
			for g := trace.MainG; int(g) <= r.Goroutines(); g++ {
				if got, ok := c.WokenBy(g); got != by[g] || ok != (by[g] != Cause{}) {
					t.Fatalf("%s, step %d: %v was woken by %+v, want %+v", name, step, g, got, by[g])
				}
				if got, ok := c.Woke(g); got != of[g] || ok != (of[g] != Cause{}) {
					t.Fatalf("%s, step %d: %v woke %+v, want %+v", name, step, g, got, of[g])
				}
			}
		}
	}
}

package model

import (
	"sort"

	"gopark/scenarios/trace"
)

// WokenBy returns the last event, up to the step of the cursor, by which
// another goroutine woke or created g; ok is false if there is none.
func (c *Cursor) WokenBy(g trace.GID) (last Cause, ok bool) {
	own := c.run.Changes(g)
	for i := changeAt(own, c.To.Step); i >= 0; i-- {
		e := c.run.Trace.Event(int(own[i].Step) - 1)
		if (e.Kind == trace.KCreate || e.Kind == trace.KUnblock) && e.By != trace.NoG {
			return Cause{Step: own[i].Step, From: e.By, To: g, Created: e.Kind == trace.KCreate}, true
		}
	}
	return Cause{}, false
}

// Woke returns the last event, up to the step of the cursor, by which g woke
// or created another goroutine; ok is false if there is none.
func (c *Cursor) Woke(g trace.GID) (last Cause, ok bool) {
	done := c.run.effectsOf(g)
	i := sort.Search(len(done), func(i int) bool { return c.run.Causes[done[i]].Step > c.To.Step })
	if i == 0 {
		return Cause{}, false
	}
	return c.run.Causes[done[i-1]], true
}

package model

import "gopark/scenarios/trace"

// Marker puts a goroutine at a line of the code.
type Marker struct {
	G     trace.GID
	File  int
	Line  int
	State trace.GState
	Acts  bool // it caused the current step
}

// Markers returns a marker for each living goroutine whose line is known, in
// order of ID, at most limit of them; the acting goroutine is always among
// them.
func (c *Cursor) Markers(limit int) []Marker {
	actor := c.Event.Actor()
	var out []Marker
	add := func(g trace.GID) {
		v := c.To.G(g)
		if (v.State == trace.Done && g != actor) || v.State == trace.None || v.Site == trace.NoSite {
			return
		}
		s := &c.run.Trace.Sites[v.Site]
		if s.Line > 0 {
			out = append(out, Marker{G: g, File: s.File, Line: s.Line, State: v.State, Acts: g == actor})
		}
	}
	for g := trace.MainG; int(g) <= c.To.Goroutines() && len(out) < limit; g++ {
		add(g)
	}
	for i := range out {
		if out[i].Acts {
			return out
		}
	}
	if actor != trace.NoG && int(actor) <= c.To.Goroutines() {
		add(actor)
	}
	return out
}

// Row is one goroutine in the text table.
type Row struct {
	G     trace.GID
	Name  string
	State trace.GState
	Why   string // "chan receive on results", "on P0", ""
}

// Rows returns the text table: the goroutines that exist, in order of ID, at
// most limit of them.
func (c *Cursor) Rows(limit int, level Level) []Row {
	var out []Row
	for g := trace.MainG; int(g) <= c.To.Goroutines() && len(out) < limit; g++ {
		v := c.To.G(g)
		if v.State != trace.None {
			out = append(out, Row{G: g, Name: c.run.Name(g), State: v.State, Why: c.Why(g, level)})
		}
	}
	return out
}

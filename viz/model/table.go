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

// maxMarkerScan bounds how many goroutines are looked at for markers, most of which
// may have ended.
const maxMarkerScan = 20_000

// Markers returns a marker for each living goroutine whose line is known, at
// most limit of them: the one that acts, the one that is followed, and the
// others in order of ID. all is false if there may be more.
func (c *Cursor) Markers(limit int, followed trace.GID) (out []Marker, all bool) {
	actor := c.Event.Actor()
	add := func(g trace.GID) {
		if g == trace.NoG || int(g) > c.To.Goroutines() || len(out) == limit {
			return
		}
		v := c.To.G(g)
		if (v.State == trace.Done && g != actor) || v.State == trace.None || v.Site == trace.NoSite {
			return
		}
		s := &c.run.Trace.Sites[v.Site]
		if s.Line > 0 {
			out = append(out, Marker{G: g, File: s.File, Line: s.Line, State: v.State, Acts: g == actor})
		}
	}
	add(actor)
	if followed != actor {
		add(followed)
	}
	g := trace.MainG
	for ; int(g) <= min(c.To.Goroutines(), maxMarkerScan) && len(out) < limit; g++ {
		if g != actor && g != followed {
			add(g)
		}
	}
	return out, int(g) > c.To.Goroutines()
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

package model

import "gopark/scenarios/trace"

// About returns the goroutines and the objects that the sentence of a step
// speaks of: from is the state before its event, to the one after it.
func (r *Run) About(from, to *trace.State, e *trace.Event) (gs []trace.GID, objs []trace.ObjID) {
	c := Cursor{run: r, From: from, To: to, Event: *e}
	for _, p := range c.Narrate(Beginner) {
		if p.G != trace.NoG {
			gs = append(gs, p.G)
		}
		if p.Obj != trace.NoObj {
			objs = append(objs, p.Obj)
		}
	}
	return gs, objs
}

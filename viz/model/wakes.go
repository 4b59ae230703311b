package model

import "gopark/scenarios/trace"

// NextWake returns when the first of those who sleep after a step wakes, and
// false if nobody sleeps.
func (r *Run) NextWake(step trace.Step) (trace.Time, bool) {
	st := r.Trace.StateAt(step)
	first, found := trace.Time(0), false
	for _, g := range st.Waiting[trace.ReasonSleep].All() {
		if until := st.G(g).Until; !found || until < first {
			first, found = until, true
		}
	}
	return first, found
}

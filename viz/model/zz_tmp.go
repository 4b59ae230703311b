package model

import "gopark/scenarios/trace"

func (r *Run) NextWake(step trace.Step) (trace.Time, bool) {
	first := trace.Time(-1)
	st := r.Trace.StateAt(step)
	for g := trace.MainG; int(g) <= st.Goroutines(); g++ {
		v := st.G(g)
		if v.State == trace.Blocked && v.Reason == trace.ReasonSleep && (first < 0 || v.Until < first) {
			first = v.Until
		}
	}
	return first, first >= 0
}

package model

import (
	"sort"

	"gopark/scenarios/trace"
)

// Slice returns the work at which g began to run and the work at which its
// time slice is used up; ok is false unless g runs at the step and is preempted
// later. Only then does the trace say how long the slice is.
func (r *Run) Slice(g trace.GID, step trace.Step) (from, end trace.Work, ok bool) {
	changes := r.Changes(g)
	i := sort.Search(len(changes), func(i int) bool { return changes[i].Step > step })
	if i == 0 || i == len(changes) || changes[i-1].State != trace.Running {
		return 0, 0, false
	}
	e := r.Trace.Event(int(changes[i].Step) - 1)
	if e.Kind != trace.KYield || e.Arg != trace.YieldPreempt {
		return 0, 0, false
	}
	begin := r.Trace.Event(int(changes[i-1].Step) - 1)
	return begin.Work, e.Work, true
}

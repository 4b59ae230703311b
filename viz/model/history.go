package model

import "gopark/scenarios/trace"

// history is the one pass over the events that fills a Run.
type history struct {
	run   *Run
	wants []trace.ObjID // by GID: the lock it has waited for and does not hold yet
	flat  []change
}

// change is a Change with its goroutine, as met along the trace.
type change struct {
	step   uint32
	g      trace.GID
	state  trace.GState
	reason trace.Reason
}

// newHistory begins the history of a trace of so many events, whose tables are
// complete.
func newHistory(t *trace.Trace, events int) *history {
	r := &Run{Trace: t, Language: English(), perCount: max(1, (events+maxDensity-1)/maxDensity)}
	r.Peaks.Local = make([]int, max(1, t.Settings.Procs))
	r.Peaks.Waiters = make([]int, len(t.Objects))
	r.Peaks.Senders = make([]int, len(t.Objects))
	r.Peaks.Buffer = make([]int, len(t.Objects))
	r.madeAt = make([]trace.Step, len(t.Objects))
	r.lastUse = make([]trace.Step, len(t.Objects))
	r.endRank = make([]int32, len(t.Goroutines))
	for i := range r.endRank {
		r.endRank[i] = -1
	}
	r.clock.add(0, 0)
	r.passed = newPassed(len(t.Goroutines), r.perCount)
	r.density = append(r.density, Density{})
	return &history{run: r, wants: make([]trace.ObjID, len(t.Goroutines))}
}

// add takes up an event and the state that it led to.
func (h *history) add(e *trace.Event, s *trace.State) {
	r, p, step := h.run, &h.run.Peaks, s.Step
	r.clock.add(step, e.Time)
	r.passed.add(step, e)
	r.wakes.add(e, s)
	if info := e.Kind.Info(); info.To != trace.None {
		h.flat = append(h.flat, change{uint32(step), e.G, info.To, e.Reason})
	}
	if int(step)%r.perCount == 0 {
		r.density = append(r.density, s.Counts)
	}
	switch e.Kind {
	case trace.KCreate:
		if e.By != trace.NoG {
			r.Causes = append(r.Causes, Cause{Step: step, From: e.By, To: e.G, Created: true})
		}
	case trace.KBlock:
		h.block(e, s)
	case trace.KUnblock:
		if e.By != trace.NoG {
			r.Causes = append(r.Causes, Cause{Step: step, From: e.By, To: e.G})
		}
	case trace.KEnd:
		r.endRank[e.G] = int32(len(r.Ends))
		r.Ends = append(r.Ends, e.G)
	case trace.KLock:
		if h.wants[e.G] == e.Obj {
			h.wants[e.G] = trace.NoObj
			r.lateLocks = append(r.lateLocks, step)
		}
	case trace.KMake:
		r.madeAt[e.Obj] = step
	case trace.KPrint:
		r.Outputs = append(r.Outputs, Output{Step: step, G: e.G, FD: int(e.Arg), Text: e.Text})
	}
	if e.P >= 0 && int(e.P) < len(s.Ps) {
		raise(&p.Local[e.P], s.Ps[e.P].Local.Len())
	}
	if e.Obj != trace.NoObj {
		h.object(e.Obj, s)
	}
	raise(&p.Global, s.Global.Len())
	raise(&p.Created, s.Counts[trace.Created])
	raise(&p.Queued, s.Counts[trace.Runnable])
	raise(&p.Running, s.Counts[trace.Running])
	raise(&p.Blocked, s.Counts[trace.Blocked])
	raise(&p.Done, s.Counts[trace.Done])
}

func (h *history) block(e *trace.Event, s *trace.State) {
	h.wants[e.G] = trace.NoObj
	if e.Reason == trace.ReasonMutexLock || e.Reason == trace.ReasonRWMutexLock {
		h.wants[e.G] = e.Obj
	}
	if w, ok := WaitOf(e.Reason, e.Obj); ok {
		if h.run.waitAt[w] == 0 {
			h.run.waitAt[w] = s.Step
		}
		n := 0
		for _, reason := range ReasonsOf(w) {
			n += s.Waiting[reason].Len()
		}
		raise(&h.run.Peaks.Waits[w], n)
	}
	for i := range e.Cases {
		if o := e.Cases[i].Obj; o != trace.NoObj {
			h.object(o, s)
		}
	}
}

func (h *history) object(o trace.ObjID, s *trace.State) {
	v, p := s.O(o), &h.run.Peaks
	h.run.lastUse[o] = s.Step
	raise(&p.Waiters[o], v.Waiters.Len())
	raise(&p.Senders[o], v.Senders.Len())
	raise(&p.Buffer[o], len(v.Buf))
}

// finish returns the run, of which s is the last state.
func (h *history) finish(s *trace.State) *Run {
	r := h.run
	h.byGoroutine()
	for o := trace.ObjID(1); int(o) <= s.Objects(); o++ {
		if v := s.O(o); v.Waiters.Len()+v.Senders.Len() > 0 {
			r.lastUse[o] = s.Step
		}
	}
	r.wakes.asleep = nil
	r.makeGroups()
	return r
}

func raise(peak *int, n int) { *peak = max(*peak, n) }

// byGoroutine sorts the changes met along the trace by goroutine, keeping their
// order.
func (h *history) byGoroutine() {
	first := make([]uint32, len(h.run.Trace.Goroutines)+1)
	for i := range h.flat {
		first[h.flat[i].g]++
	}
	sum := uint32(0)
	for g, n := range first {
		sum += n
		first[g] = sum
	}
	changes := make([]Change, len(h.flat))
	for i := len(h.flat) - 1; i >= 0; i-- {
		c := &h.flat[i]
		first[c.g]--
		changes[first[c.g]] = Change{trace.Step(c.step), c.state, c.reason}
	}
	h.run.changes, h.run.firstChange = changes, first
}

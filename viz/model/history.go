package model

import "gopark/scenarios/trace"

// history is the one pass over the events that fills a Run.
type history struct {
	run   *Run
	state *trace.State
	waits []uint8       // by GID: 1 + the Wait it is in, 0 if in none
	wants []trace.ObjID // by GID: the lock it has waited for and does not hold yet
	waitN [NumWaits]int
	flat  []change
}

// change is a Change with its goroutine, as met along the trace.
type change struct {
	step   uint32
	g      trace.GID
	state  trace.GState
	reason trace.Reason
}

func (h *history) add(step trace.Step, e *trace.Event) error {
	if err := h.state.Apply(e); err != nil {
		return err
	}
	r, s, p := h.run, h.state, &h.run.Peaks
	r.clock.add(step, e.Time)
	r.passed.add(step, e)
	if info := e.Kind.Info(); info.To != trace.None {
		h.flat = append(h.flat, change{uint32(step), e.G, info.To, e.Reason})
	}
	switch e.Kind {
	case trace.KCreate:
		if e.By != trace.NoG {
			r.Causes = append(r.Causes, Cause{Step: step, From: e.By, To: e.G, Created: true})
		}
	case trace.KBlock:
		h.block(step, e)
	case trace.KUnblock:
		if w := h.waits[e.G]; w != 0 {
			h.waitN[w-1]--
			h.waits[e.G] = 0
		}
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
		h.object(e.Obj)
	}
	raise(&p.Global, s.Global.Len())
	raise(&p.Created, s.Counts[trace.Created])
	raise(&p.Queued, s.Counts[trace.Runnable])
	raise(&p.Running, s.Counts[trace.Running])
	raise(&p.Blocked, s.Counts[trace.Blocked])
	raise(&p.Done, s.Counts[trace.Done])
	return nil
}

func (h *history) block(step trace.Step, e *trace.Event) {
	h.wants[e.G] = trace.NoObj
	if e.Reason == trace.ReasonMutexLock || e.Reason == trace.ReasonRWMutexLock {
		h.wants[e.G] = e.Obj
	}
	if w, ok := WaitOf(e.Reason, e.Obj); ok {
		if h.run.waitAt[w] == 0 {
			h.run.waitAt[w] = step
		}
		h.waits[e.G] = uint8(w) + 1
		h.waitN[w]++
		raise(&h.run.Peaks.Waits[w], h.waitN[w])
	}
	for i := range e.Cases {
		if o := e.Cases[i].Obj; o != trace.NoObj {
			h.object(o)
		}
	}
}

func (h *history) object(o trace.ObjID) {
	if int(o) > h.state.Objects() || int(o) >= len(h.run.Peaks.Waiters) {
		return
	}
	v, p := h.state.O(o), &h.run.Peaks
	h.run.lastUse[o] = h.state.Step
	raise(&p.Waiters[o], v.Waiters.Len())
	raise(&p.Senders[o], v.Senders.Len())
	raise(&p.Buffer[o], len(v.Buf))
}

func raise(peak *int, n int) { *peak = max(*peak, n) }

// byGoroutine sorts the changes met along the trace by goroutine, keeping
// their order.
func (h *history) byGoroutine(n int) [][]Change {
	counts := make([]int, n)
	for _, c := range h.flat {
		counts[c.g]++
	}
	all := make([]Change, len(h.flat))
	lists := make([][]Change, n)
	from := 0
	for g, c := range counts {
		lists[g] = all[from : from : from+c]
		from += c
	}
	for _, c := range h.flat {
		lists[c.g] = append(lists[c.g], Change{trace.Step(c.step), c.state, c.reason})
	}
	return lists
}

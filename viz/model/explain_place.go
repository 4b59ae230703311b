package model

import (
	"slices"

	"gopark/scenarios/trace"
)

// maxScan bounds how many goroutines are looked at for one explanation.
const maxScan = 8192

var waitKeys = [NumWaits]string{
	WaitSleep:   "wait.sleep",
	WaitSelect:  "wait.select",
	WaitForever: "wait.forever",
	WaitIO:      "wait.io",
}

// waitGroup explains those who wait for no single object.
func (x *explainer) waitGroup(w Wait) {
	if w >= NumWaits {
		return
	}
	x.title(waitKeys[w] + ".title")
	x.line(waitKeys[w])
	n, at := x.waiting(w)
	x.line("wait.now", number("n", n), x.names(n, at))
	if first, ok := x.run.NextWake(x.Step()); ok && w == WaitSleep {
		x.line("wait.first", timeArg("until", first), timeArg("time", max(0, first-x.To.Time)))
	}
}

// waiting returns how many wait for no single object in one way, and who
// stands at each place; who waits for different reasons stands one after the
// other.
func (x *explainer) waiting(w Wait) (n int, at func(i int) trace.GID) {
	reasons := ReasonsOf(w)
	for _, r := range reasons {
		n += x.To.Waiting[r].Len()
	}
	return n, func(i int) trace.GID {
		for _, r := range reasons {
			l := x.To.Waiting[r]
			if i < l.Len() {
				return l.At(i)
			}
			i -= l.Len()
		}
		return trace.NoG
	}
}

func (x *explainer) proc(p trace.PID) {
	if p < 0 || int(p) >= len(x.To.Ps) {
		return
	}
	v := &x.To.Ps[p]
	x.title("p.title", pArg("p", p))
	x.line("p.what", number("n", len(x.To.Ps)))
	if g := v.Running; g != trace.NoG {
		x.line("p.running", gArg("g", g), number("step", x.To.G(g).Since))
	} else {
		x.line("p.idle")
	}
	n, at := queueOf(v)
	x.line("p.queue", number("n", n), x.names(n, at))
}

// queueOf returns how many wait for a P, and who at each place: first who is
// in its runnext slot.
func queueOf(v *trace.PView) (n int, at func(i int) trace.GID) {
	if v.Next == trace.NoG {
		return v.Local.Len(), v.Local.At
	}
	return v.Local.Len() + 1, func(i int) trace.GID {
		if i == 0 {
			return v.Next
		}
		return v.Local.At(i - 1)
	}
}

func (x *explainer) queue(p trace.PID) {
	if p == trace.NoP {
		x.title("queue.title.global")
		x.line("queue.what.global")
		x.line("queue.now", number("n", x.To.Global.Len()), x.names(x.To.Global.Len(), x.To.Global.At))
		return
	}
	if p < 0 || int(p) >= len(x.To.Ps) {
		return
	}
	v := &x.To.Ps[p]
	x.title("queue.title", pArg("p", p))
	x.line("queue.what")
	n, at := queueOf(v)
	x.line("queue.now", number("n", n), x.names(n, at))
	if v.Next != trace.NoG && x.level == Precise {
		x.line("queue.now.next", gArg("g", v.Next))
	}
}

func (x *explainer) place(s trace.GState) {
	if s == trace.None || s >= trace.NumStates {
		return
	}
	x.title("place.title", x.state(s))
	x.line("place."+s.String(), number("procs", len(x.To.Ps)))
	x.line("place.now", number("n", x.To.Counts[s]), number("left", x.To.Goroutines()))
}

// crowd explains goroutines that are not drawn one by one.
func (x *explainer) crowd(t Thing) {
	n := t.To - t.From
	if n <= 0 {
		return
	}
	x.title("crowd.title", number("n", n), x.state(t.State))
	all, at := x.lineOfCrowd(t)
	if at != nil && t.To <= all {
		key := "crowd.places"
		if t.Obj != trace.NoObj {
			key = "crowd.places.obj"
		}
		if t.State != trace.Done {
			x.line(key, number("from", t.From+1), number("to", t.To), number("left", all), objArg("obj", t.Obj))
		}
		x.line("crowd.ends", gArg("g", at(t.From)), gArg("other", at(t.To-1)))
		if n <= maxScan {
			x.groups(t, at)
		}
	}
	x.line("crowd.zoom")
}

// lineOfCrowd returns how many stand in the line that a crowd is a part of,
// and who at each place; no function if it is in no line.
func (x *explainer) lineOfCrowd(t Thing) (n int, at func(i int) trace.GID) {
	switch {
	case t.State == trace.Done:
		return x.To.Counts[trace.Done], func(i int) trace.GID { return x.run.Ends[i] }
	case t.State == trace.Runnable && t.P != trace.NoP && int(t.P) < len(x.To.Ps):
		l := x.To.Ps[t.P].Local
		return l.Len(), l.At
	case t.State == trace.Runnable:
		return x.To.Global.Len(), x.To.Global.At
	case t.State == trace.Blocked && t.Obj != trace.NoObj && int(t.Obj) <= x.To.Objects():
		o := x.To.O(t.Obj)
		l := o.Waiters
		if l.Len() == 0 {
			l = o.Senders
		}
		return l.Len(), l.At
	case t.State == trace.Blocked && t.Obj == trace.NoObj:
		return x.waiting(t.Wait)
	}
	return 0, nil
}

// groups says which go statements created a crowd, the most frequent first.
func (x *explainer) groups(t Thing, at func(i int) trace.GID) {
	counts := map[int]int{}
	var order []int
	for i := t.From; i < t.To; i++ {
		k := x.run.GroupOf(at(i))
		if counts[k] == 0 {
			order = append(order, k)
		}
		counts[k]++
	}
	slices.SortStableFunc(order, func(a, b int) int { return counts[b] - counts[a] })
	var items [][]Phrase
	rest := 0
	for i, k := range order {
		if i >= maxNames {
			rest += counts[k]
			continue
		}
		g := &x.run.Groups()[k]
		items = append(items, x.run.tell(x.level, "crowd.group", []arg{textArg("func", g.Func), siteArg("at", g.Site), number("n", counts[k])}))
	}
	x.line("crowd.groups", phrasesArg("list", x.run.join(x.level, items, rest)))
}

package model

import (
	"slices"

	"gopark/scenarios/trace"
)

// Explanation is what a thing in the picture says of itself at a step.
type Explanation struct {
	Thing Thing
	Title []Phrase
	Lines [][]Phrase // at most maxLines
}

const (
	maxLines = 6
	maxNames = 3 // of goroutines, values or cases in a line
)

// Explain says what a thing is, how it came to be so, and what comes next.
// Of a thing that does not exist there is nothing to say.
func (c *Cursor) Explain(t Thing, level Level) Explanation {
	x := explainer{Cursor: c, level: level, out: Explanation{Thing: t}}
	switch t.Kind {
	case ThingG:
		x.goroutine(t.G)
	case ThingObj:
		x.object(t.Obj)
	case ThingWait:
		x.waitGroup(t.Wait)
	case ThingP:
		x.proc(t.P)
	case ThingQueue:
		x.queue(t.P)
	case ThingState:
		x.place(t.State)
	case ThingCrowd:
		x.crowd(t)
	case ThingSpan:
		x.span(t)
	case ThingCause:
		x.cause(t.Step)
	case ThingFinding:
		x.finding(t)
	}
	x.out.Lines = x.out.Lines[:min(len(x.out.Lines), maxLines)]
	return x.out
}

// explainer writes one explanation.
type explainer struct {
	*Cursor
	level Level
	out   Explanation
}

func (x *explainer) title(key string, args ...arg) {
	x.out.Title = x.run.tell(x.level, key, args)
}

func (x *explainer) line(key string, args ...arg) {
	if ps := x.run.tell(x.level, key, args); len(ps) > 0 {
		x.out.Lines = append(x.out.Lines, ps)
	}
}

// event returns the event that led to a step.
func (r *Run) event(step trace.Step) trace.Event { return r.Trace.Event(int(step) - 1) }

// join puts a separator between texts; left says how many more there are.
func (r *Run) join(level Level, items [][]Phrase, left int) []Phrase {
	var out []Phrase
	for i, item := range items {
		if i > 0 {
			out = append(out, Phrase{Text: r.Language.Plain("list.separator")})
		}
		out = append(out, item...)
	}
	if left > 0 {
		out = append(out, r.tell(level, "list.more", []arg{number("left", left)})...)
	}
	return out
}

// names lists the first of n goroutines.
func (x *explainer) names(n int, at func(i int) trace.GID) arg {
	var items [][]Phrase
	for i := range min(n, maxNames) {
		g := at(i)
		items = append(items, []Phrase{{Text: x.run.Name(g), G: g}})
	}
	return phrasesArg("list", x.run.join(x.level, items, n-len(items)))
}

// lineOf says who stands in a line, if anybody does.
func (x *explainer) lineOf(key string, l trace.Line) {
	if l.Len() > 0 {
		x.line(key, number("n", l.Len()), x.names(l.Len(), l.At))
	}
}

// spanOf is how long a part of the run is: its virtual time where it passes,
// else its steps.
func (r *Run) spanOf(level Level, steps int64, time trace.Time) []Phrase {
	if time > 0 {
		return []Phrase{{Text: duration(r.Language, time)}}
	}
	return r.tell(level, "span.steps", []arg{number("n", steps)})
}

func (x *explainer) between(from, to trace.Step) arg {
	clock := x.run.Clock()
	return phrasesArg("span", x.run.spanOf(x.level, int64(to-from), clock.At(to)-clock.At(from)))
}

func (x *explainer) state(s trace.GState) arg {
	return arg{name: "state", kind: argWords, text: x.run.Language.Plain("state." + s.String())}
}

// moment is what happens to a goroutine at a step, in a few words.
func (x *explainer) moment(step trace.Step) arg {
	return phrasesArg("moment", x.run.moment(step, x.level))
}

// goroutine explains one: where it comes from, where it is and why, who could
// wake it, what comes next, and how it spent its life so far.
func (x *explainer) goroutine(g trace.GID) {
	r := x.run
	ch := r.Changes(g)
	if len(ch) == 0 {
		return
	}
	x.title("g.title", gArg("g", g), textArg("func", r.fullFunc(g)))
	made := r.event(ch[0].Step)
	key := "g.made"
	if int(g) > x.To.Goroutines() {
		key = "g.future"
	}
	switch {
	case g == trace.MainG:
		key += ".main"
	case made.By == trace.NoG:
		key += ".timer"
	}
	x.line(key, gArg("by", made.By), siteArg("at", made.Site), number("step", ch[0].Step))
	if int(g) > x.To.Goroutines() {
		return
	}
	v := x.To.G(g)
	i := changeAt(ch, x.Step())
	why := x.why(g, x.level)
	if x.level == Beginner && (v.Queue == trace.QLocal || v.Queue == trace.QGlobal) {
		why = nil // its place in line says it
	}
	key = "g.now"
	if v.Since == x.Step() {
		key = "g.now.just"
	}
	if len(why) > 0 {
		key += ".why"
	}
	x.line(key, x.state(v.State), number("step", v.Since), x.between(v.Since, x.Step()), phrasesArg("why", why))
	x.placeInLine(g, v)
	next := i+1 < len(ch)
	if v.State == trace.Blocked {
		x.whoWakes(g, v)
	}
	switch {
	case next:
		x.line("g.next", number("step", ch[i+1].Step), x.moment(ch[i+1].Step))
	case v.State == trace.Blocked && r.never(g, v.Since) != "" && !isForever(v.Reason):
		x.line("g.never")
	case v.State == trace.Runnable && !r.cut():
		x.line("g.unserved")
	}
	x.lastWake(g, ch[:i+1])
	x.spent(g)
}

// placeInLine says where in its queue a runnable goroutine stands.
func (x *explainer) placeInLine(g trace.GID, v *trace.GView) {
	l := x.To.Global
	switch v.Queue {
	case trace.QLocal:
		l = x.To.Ps[v.P].Local
	case trace.QGlobal:
	default:
		return
	}
	if i, ok := x.To.PlaceIn(l, g); ok {
		x.line("g.place", number("place", i+1), number("n", l.Len()))
	}
}

// lastWake says who woke a goroutine last, if anybody has.
func (x *explainer) lastWake(g trace.GID, past []Change) {
	for i := len(past) - 1; i > 1; i-- {
		if past[i].State != trace.Runnable || past[i-1].State != trace.Blocked {
			continue
		}
		key, by := "g.woken", x.run.event(past[i].Step).By
		if by == trace.NoG {
			if key = "g.woken.timer"; !byTimer(past[i-1].Reason) {
				return
			}
		}
		x.line(key, gArg("by", by), number("step", past[i].Step))
		return
	}
}

// spent says how long a goroutine has been in each state, and how often it
// ran.
func (x *explainer) spent(g trace.GID) {
	age := x.run.ageOf(g, x.Step())
	var items [][]Phrase
	for s := trace.Created; s < trace.Done; s++ {
		// Every goroutine is created for the step before it is put in line.
		if a := age.states[s]; a.Steps > 1 || a.Steps > 0 && s != trace.Created {
			span := phrasesArg("span", x.run.spanOf(x.level, a.Steps, a.Time))
			items = append(items, x.run.tell(x.level, "g.spent.item", []arg{textArg("state", x.run.Language.Plain("state."+s.String())), span}))
		}
	}
	if len(items) == 0 {
		return
	}
	key := "g.spent"
	if age.runs == 0 {
		key = "g.spent.never"
	}
	x.line(key, phrasesArg("list", x.run.join(x.level, items, 0)), number("n", age.runs))
}

// isForever reports whether nothing can wake who waits for a reason.
func isForever(r trace.Reason) bool {
	w, ok := WaitOf(r, trace.NoObj)
	return ok && w == WaitForever
}

// whoWakes says who or what could make a blocked goroutine runnable.
func (x *explainer) whoWakes(g trace.GID, v *trace.GView) {
	r := x.run
	args := []arg{objArg("obj", v.Obj), objArg("parent", r.parent(v.Obj)), textArg("value", r.value(x.To.Text(g))),
		timeArg("until", v.Until), timeArg("time", max(0, v.Until-x.To.Time))}
	var o trace.OView
	line := trace.Line{}
	if v.Obj != trace.NoObj {
		o = *x.To.O(v.Obj)
		line = o.Waiters
		if v.Reason == trace.ReasonChanSend {
			line = o.Senders
		}
		if i, ok := x.To.PlaceIn(line, g); ok {
			args = append(args, number("place", i+1))
		}
	}
	n := line.Len()
	key := ""
	switch v.Reason {
	case trace.ReasonChanReceive:
		switch k := r.kindOf(v.Obj); {
		case k == trace.ObjTimer || k == trace.ObjTicker:
			key = "who.timer"
			if o.Until == 0 {
				key = "who.timer.stopped"
			}
			args = append([]arg{timeArg("until", o.Until), timeArg("time", max(0, o.Until-x.To.Time))}, args...)
		case r.parent(v.Obj) != trace.NoObj:
			key = "who.done"
		default:
			key = "who.recv"
		}
	case trace.ReasonChanSend:
		key = "who.send"
	case trace.ReasonChanReceiveNil, trace.ReasonChanSendNil, trace.ReasonSelectNoCases:
		key = "who.nil"
	case trace.ReasonSelect:
		key = "who.select"
		args = append(args, x.cases(x.To.Cases(g)))
	case trace.ReasonSleep:
		key = "who.sleep"
	case trace.ReasonMutexLock, trace.ReasonRWMutexLock, trace.ReasonRWMutexRLock:
		key = "who.mutex"
		switch {
		case r.kindOf(v.Obj) == trace.ObjOnce:
			key = "who.once"
		case o.Holder == g || slices.Contains(o.Readers, g):
			key = "who.mutex.own"
		case o.Holder != trace.NoG:
			key = "who.mutex.held"
		case v.Reason == trace.ReasonRWMutexRLock:
			key = "who.rlock"
		case len(o.Readers) > 0:
			key = "who.readers"
		}
		args = append(args, gArg("holder", o.Holder), number("left", len(o.Readers)))
	case trace.ReasonWaitGroupWait:
		key, n = "who.waitgroup", int(o.Counter)
	case trace.ReasonCondWait:
		key = "who.cond"
	}
	x.line(key, append(args, number("n", n))...)
}

// cases lists the first cases of a select.
func (x *explainer) cases(cases []trace.Case) arg {
	var items [][]Phrase
	for i := range cases[:min(len(cases), maxNames)] {
		c, key := &cases[i], "who.case.recv"
		switch {
		case c.Obj == trace.NoObj:
			key = "who.case.nil"
		case c.Send:
			key = "who.case.send"
		}
		items = append(items, x.run.tell(x.level, key, []arg{objArg("obj", c.Obj)}))
	}
	return phrasesArg("list", x.run.join(x.level, items, len(cases)-len(items)))
}

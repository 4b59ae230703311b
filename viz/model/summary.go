package model

import (
	"slices"
	"sort"

	"gopark/scenarios/trace"
)

// Summary says what happened in a part of a run: in the steps [From, To), to
// all goroutines or to one. A step lasts from the event that led to it to the
// next event, and times are virtual.
type Summary struct {
	From trace.Step `json:"from"`
	To   trace.Step `json:"to"`
	G    trace.GID  `json:"g"`    // 0: all goroutines together
	Time trace.Time `json:"time"` // how long the part is, in nanoseconds
	// States is how long goroutines were in each state, by trace.GState: the
	// sum over the goroutines, so that all states make up the length of the
	// part times the number of goroutines of the run. State 0: not yet created.
	States [trace.NumStates]Spent `json:"states"`
	// Waits is the blocked time by wait reason, the longest first.
	Waits       []WaitSpent `json:"waits"`
	Created     int64       `json:"created"`
	Ended       int64       `json:"ended"`
	Transitions int64       `json:"transitions"` // of goroutines between states
}

// Spent is a span on both clocks.
type Spent struct {
	Steps int64      `json:"steps"`
	Time  trace.Time `json:"time"` // in nanoseconds
}

// WaitSpent is how long goroutines were blocked for one reason.
type WaitSpent struct {
	Reason string     `json:"reason"` // in the runtime's words
	Steps  int64      `json:"steps"`
	Time   trace.Time `json:"time"`  // in nanoseconds
	Count  int64      `json:"count"` // how many waits, those that only began or ended outside included
}

// sum is how long and how often goroutines were in something, up to the event
// that leads to step, at time.
type sum struct {
	n     int64 // how many goroutines are in it now
	count int64 // how many have entered it
	step  trace.Step
	time  trace.Time
	Spent
}

func (s *sum) pass(step trace.Step, time trace.Time) {
	s.Steps += s.n * int64(step-s.step)
	s.Time += trace.Time(s.n) * (time - s.time)
	s.step, s.time = step, time
}

func (s *sum) enter(step trace.Step, time trace.Time) {
	s.pass(step, time)
	s.n++
	s.count++
}

func (s *sum) leave(step trace.Step, time trace.Time) {
	s.pass(step, time)
	s.n--
}

// sums are the sums over everything before the event that leads to a step.
// The sums of a part of the run are the difference of those at its two ends.
type sums struct {
	states      [trace.NumStates]sum
	reasons     [trace.NumReasons]sum
	transitions int64
}

// to lets time pass until the event that leads to a step.
func (s *sums) to(step trace.Step, time trace.Time) {
	for i := range s.states {
		s.states[i].pass(step, time)
	}
	for i := range s.reasons {
		s.reasons[i].pass(step, time)
	}
}

// move counts the transition that leads to a step; reason is that of the
// blocked state it enters or leaves.
func (s *sums) move(step trace.Step, time trace.Time, from, to trace.GState, reason trace.Reason) {
	s.transitions++
	if from != trace.None {
		s.states[from].leave(step, time)
	}
	s.states[to].enter(step, time)
	switch {
	case to == trace.Blocked:
		s.reasons[reason].enter(step, time)
	case from == trace.Blocked:
		s.reasons[reason].leave(step, time)
	}
}

// passed keeps the sums at evenly spaced steps, so that those at any step need
// only a few events.
type passed struct {
	now     sums
	every   int            // in steps
	marks   []sums         // at the multiples of every
	reasons []trace.Reason // by GID: of its last wait
}

func newPassed(goroutines, every int) passed {
	return passed{every: every, marks: make([]sums, 1), reasons: make([]trace.Reason, goroutines)}
}

// add counts the event that leads to a step. Steps come in order, from 1.
func (p *passed) add(step trace.Step, e *trace.Event) {
	if int(step)%p.every == 0 {
		p.now.to(step, e.Time)
		p.marks = append(p.marks, p.now)
	}
	info := e.Kind.Info()
	if info.To == trace.None {
		return
	}
	if e.Kind == trace.KBlock {
		p.reasons[e.G] = e.Reason
	}
	p.now.move(step, e.Time, info.From, info.To, p.reasons[e.G])
}

// sumsAt returns the sums before the event that leads to a step. It replays
// the events since the last mark: at most one in maxDensity of the run.
func (r *Run) sumsAt(step trace.Step) sums {
	mark := min(int(step)/r.passed.every, len(r.passed.marks)-1)
	s := r.passed.marks[mark]
	for k := trace.Step(max(mark*r.passed.every, 1)); k < step; k++ {
		e := r.Trace.Event(int(k) - 1)
		if info := e.Kind.Info(); info.To != trace.None {
			s.move(k, e.Time, info.From, info.To, r.reasonAt(e.G, k))
		}
	}
	s.to(step, r.clock.At(step))
	return s
}

// reasonAt returns why g blocks at a step, or was blocked until it.
func (r *Run) reasonAt(g trace.GID, step trace.Step) trace.Reason {
	c := r.Changes(g)
	i := changeAt(c, step)
	if c[i].State != trace.Blocked && i > 0 {
		i--
	}
	return c[i].Reason
}

// changeAt returns the index of the change that a step belongs to, -1 before
// the first.
func changeAt(c []Change, step trace.Step) int {
	return sort.Search(len(c), func(i int) bool { return c[i].Step > step }) - 1
}

// SpanEnd returns the step at which the span ends that g's step belongs to.
func (r *Run) SpanEnd(g trace.GID, step trace.Step) trace.Step {
	c := r.Changes(g)
	if i := changeAt(c, step) + 1; i < len(c) {
		return c[i].Step
	}
	return r.Steps() + 1
}

// Summarize sums up the steps [from, to) for all goroutines, or for g if it is
// not NoG. For all it costs the same however long the part is; for one it walks
// through what g did in it.
func (r *Run) Summarize(from, to trace.Step, g trace.GID) Summary {
	end := r.Steps() + 1
	from = min(max(from, 0), end)
	to = min(max(to, from), end)
	s := Summary{From: from, To: to, G: g, Time: r.clock.At(to) - r.clock.At(from)}
	var a, b sums
	people := int64(1)
	if g == trace.NoG {
		a, b = r.sumsAt(from), r.sumsAt(to)
		people = int64(r.Goroutines())
	} else {
		a, b = r.sumsOf(g, from, to)
	}
	// A wait that the first event ends is not in the part.
	if from > 0 {
		if e := r.Trace.Event(int(from) - 1); e.Kind == trace.KUnblock && (g == trace.NoG || g == e.G) {
			a.reasons[r.reasonAt(e.G, from)].n--
		}
	}
	s.Created = b.states[trace.Created].count - a.states[trace.Created].count
	s.Ended = b.states[trace.Done].count - a.states[trace.Done].count
	s.Transitions = b.transitions - a.transitions
	s.States[trace.None] = Spent{int64(to-from) * people, s.Time * trace.Time(people)}
	for i := trace.Created; i < trace.NumStates; i++ {
		d := Spent{b.states[i].Steps - a.states[i].Steps, b.states[i].Time - a.states[i].Time}
		s.States[i] = d
		s.States[trace.None].Steps -= d.Steps
		s.States[trace.None].Time -= d.Time
	}
	for i := range b.reasons {
		x, y := &a.reasons[i], &b.reasons[i]
		w := WaitSpent{trace.Reason(i).String(), y.Steps - x.Steps, y.Time - x.Time, y.count - x.count + x.n}
		if w.Steps > 0 {
			s.Waits = append(s.Waits, w)
		}
	}
	slices.SortStableFunc(s.Waits, func(a, b WaitSpent) int {
		if a.Time != b.Time {
			return int(min(max(b.Time-a.Time, -1), 1))
		}
		return int(min(max(b.Steps-a.Steps, -1), 1))
	})
	return s
}

// sumsOf returns the sums of one goroutine at the two ends of a part.
func (r *Run) sumsOf(g trace.GID, from, to trace.Step) (a, b sums) {
	c := r.Changes(g)
	var s sums
	s.to(from, r.clock.At(from))
	// What it is in when the part begins is no transition of the part.
	first := changeAt(c, from-1)
	if first >= 0 {
		s.states[c[first].State].n++
		if c[first].State == trace.Blocked {
			s.reasons[c[first].Reason].n++
		}
	}
	a = s
	for i := first + 1; i < len(c) && c[i].Step < to; i++ {
		was := trace.None
		reason := c[i].Reason
		if i > 0 {
			was = c[i-1].State
			if was == trace.Blocked {
				reason = c[i-1].Reason
			}
		}
		s.move(c[i].Step, r.clock.At(c[i].Step), was, c[i].State, reason)
	}
	s.to(to, r.clock.At(to))
	return a, s
}

// Package model turns a trace into what a picture of it needs: the state of
// the world on both sides of a step, names, sentences, the text table, the
// markers beside the code and the history of every goroutine.
//
// # Vocabulary
//
// A Run is a trace prepared for showing: everything about it that does not
// depend on the step. A Cursor stands at a step and knows the state before
// and after the event that led there. A group is one of the things blocked
// goroutines are gathered at: an object, or one of the waits without one.
// What people read is made of Phrases, in the run's Language and for readers
// of a Level. A Thing is a part of the picture that explains itself.
//
// This package must not know how anything looks: no positions, no colours.
package model

import (
	"fmt"
	"sync"

	"gopark/scenarios/trace"
)

// Run is a trace prepared for showing.
type Run struct {
	Trace *trace.Trace
	// Language is that of every text, English unless it is set.
	Language *Language
	Peaks    Peaks
	// Ends holds the goroutines in the order in which they ended.
	Ends []trace.GID
	// Outputs is everything printed, in order.
	Outputs []Output
	// Causes are the events by which one goroutine made another runnable or
	// brought it into being, in order.
	Causes []Cause

	changes     []Change // goroutine by goroutine
	firstChange []uint32 // by GID: where its changes begin; they end where the next one's do
	endRank     []int32  // by GID: index in Ends, or -1
	madeAt      []trace.Step
	lastUse     []trace.Step
	waitAt      [NumWaits]trace.Step
	// The steps at which somebody locked what it had waited for, in order.
	lateLocks []trace.Step
	density   []Density
	groups    []Group
	groupOf   []int32 // by GID
	perCount  int     // steps per element of density
	clock     Clock
	passed    passed
	orders    orders
	crowdOnce sync.Once
	crowds    []crowd // by group
	findings  findings
	wakes     wakes
	ages      ages
	uses      uses
	effects   effects
}

// Peaks are the most goroutines that are ever in one place at once. A layout
// that has room for the peaks has room at every step.
type Peaks struct {
	Created int
	Local   []int // by PID, without the runnext slot
	Global  int
	Queued  int // in all queues of all Ps and the global one
	Running int
	Blocked int
	Done    int
	Waiters []int // by ObjID
	Senders []int // by ObjID
	Buffer  []int // by ObjID
	Waits   [NumWaits]int
}

// Wait is a group of blocked goroutines that wait for no single object.
type Wait uint8

const (
	WaitSleep   Wait = iota // asleep
	WaitSelect              // in a select, for one of several channels
	WaitForever             // on a nil channel or in a select without cases
	WaitIO                  // for the outside world
	NumWaits
)

// WaitOf returns the group that a goroutine blocked for reason r belongs to,
// and false if it stands at an object instead.
func WaitOf(r trace.Reason, obj trace.ObjID) (Wait, bool) {
	switch r {
	case trace.ReasonSleep:
		return WaitSleep, true
	case trace.ReasonSelect:
		return WaitSelect, true
	case trace.ReasonChanReceiveNil, trace.ReasonChanSendNil, trace.ReasonSelectNoCases:
		return WaitForever, true
	}
	if obj == trace.NoObj {
		return WaitIO, true
	}
	return 0, false
}

// ReasonsOf returns the reasons for which goroutines are in a group, if they
// wait at no object.
func ReasonsOf(w Wait) []trace.Reason { return reasonsOf[w] }

var reasonsOf = func() (of [NumWaits][]trace.Reason) {
	for r := trace.NoReason + 1; r < trace.NumReasons; r++ {
		if w, ok := WaitOf(r, trace.NoObj); ok {
			of[w] = append(of[w], r)
		}
	}
	return of
}()

// Change is a goroutine's entry into a state: it is in State from Step on.
type Change struct {
	Step   trace.Step
	State  trace.GState
	Reason trace.Reason // of Blocked
}

// Cause is one goroutine's effect on another.
type Cause struct {
	Step     trace.Step // the step after the event
	From, To trace.GID
	Created  bool // To was created, not woken
}

// Output is one write of the program, visible from Step on.
type Output struct {
	Step trace.Step
	G    trace.GID
	FD   int
	Text string
}

// Density is how many goroutines were in each state at one step.
type Density [trace.NumStates]int

// maxDensity bounds the number of steps at which the goroutines in each
// state are counted.
const maxDensity = 2048

// NewRun prepares t. It reads the whole trace once; an error says which event
// is not legal.
func NewRun(t *trace.Trace) (*Run, error) {
	h, s := newHistory(t, t.Len()), trace.NewState(t.Settings.Procs)
	for i, e := range t.Events() {
		if err := s.Apply(&e); err != nil {
			return nil, fmt.Errorf("event %d of %d: %w", i, t.Len(), err)
		}
		h.add(&e, s)
	}
	return h.finish(s), nil
}

// Load decodes a trace and prepares it on the way.
func Load(data []byte) (*Run, error) {
	var h *history
	var last *trace.State
	_, err := trace.DecodeEach(data, func(t *trace.Trace, events int) func(*trace.Event, *trace.State) {
		h, last = newHistory(t, events), trace.NewState(t.Settings.Procs)
		return func(e *trace.Event, s *trace.State) {
			h.add(e, s)
			last = s
		}
	})
	if err != nil {
		return nil, err
	}
	return h.finish(last), nil
}

// Steps returns the number of the last step.
func (r *Run) Steps() trace.Step { return trace.Step(r.Trace.Len()) }

// Goroutines returns how many goroutines the run has in all.
func (r *Run) Goroutines() int { return max(0, len(r.Trace.Goroutines)-1) }

// Changes returns the states of g in order, with the steps at which they began.
func (r *Run) Changes(g trace.GID) []Change {
	if int(g)+1 >= len(r.firstChange) {
		return nil
	}
	from, to := r.firstChange[g], r.firstChange[g+1]
	return r.changes[from:to:to]
}

// EndRank returns how many goroutines ended before g, or -1 if g never ends.
func (r *Run) EndRank(g trace.GID) int {
	if int(g) < len(r.endRank) {
		return int(r.endRank[g])
	}
	return -1
}

// MadeAt returns the step from which on an object exists, 0 if it never does.
func (r *Run) MadeAt(o trace.ObjID) trace.Step {
	if int(o) < len(r.madeAt) {
		return r.madeAt[o]
	}
	return 0
}

// LastUse returns the last step at which something happens at an object; who
// waits there to the end uses it to the end.
func (r *Run) LastUse(o trace.ObjID) trace.Step {
	if int(o) < len(r.lastUse) {
		return r.lastUse[o]
	}
	return 0
}

// WaitsFrom returns the step from which on somebody has waited for w, 0 if
// nobody ever does.
func (r *Run) WaitsFrom(w Wait) trace.Step { return r.waitAt[w] }

// Densities returns the counts of the states, evenly spaced, and the number of
// steps from one to the next; the first is of step 0.
func (r *Run) Densities() ([]Density, int) { return r.density, r.perCount }

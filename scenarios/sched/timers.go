package sched

import (
	"math"

	"gopark/scenarios/trace"
)

const never trace.Time = math.MaxInt64

// runTimer is a timer of the runtime (runtime/time.go: timer). Sleeping
// goroutines and the program's timers have one each.
//
// A timer in a heap that is stopped or set anew stays where it is and is
// marked; the heap is put right later. The order in which timers that are due
// together fire depends on the shape of the heap, so ours is the runtime's.
type runTimer struct {
	when     trace.Time // never: not set
	period   trace.Time // 0: fires once
	ts       *timers    // the heap it is in
	modified bool       // when is not what the heap has
	zombie   bool       // to be removed from the heap
	blocked  int        // how many goroutines wait on its channel

	// Exactly one of the two is set.
	sleeper *gor
	timer   *Timer
}

// timerWhen is an entry of the heap.
type timerWhen struct {
	t    *runTimer
	when trace.Time
}

// timers is the heap of a P (runtime/time.go: timers).
type timers struct {
	heap     []timerWhen
	zombies  int
	firstMod trace.Time // a lower bound on when the first of those modified fires, 0: none
}

// heapArity is runtime/time.go: timerHeapN.
const heapArity = 4

// wakeTime is when the first timer may fire, never if there is none.
func (ts *timers) wakeTime() trace.Time {
	w := never
	if len(ts.heap) > 0 {
		w = ts.heap[0].when
	}
	if ts.firstMod != 0 {
		w = min(w, ts.firstMod-1)
	}
	return w
}

func (ts *timers) up(i int) {
	e := ts.heap[i]
	for i > 0 {
		parent := (i - 1) / heapArity
		if e.when >= ts.heap[parent].when {
			break
		}
		ts.heap[i] = ts.heap[parent]
		i = parent
	}
	ts.heap[i] = e
}

func (ts *timers) down(i int) {
	e := ts.heap[i]
	for {
		first := i*heapArity + 1
		least, when := -1, e.when
		for c := first; c < min(first+heapArity, len(ts.heap)); c++ {
			if ts.heap[c].when < when {
				least, when = c, ts.heap[c].when
			}
		}
		if least < 0 {
			break
		}
		ts.heap[i] = ts.heap[least]
		i = least
	}
	ts.heap[i] = e
}

// dropLast takes the last entry off the heap.
func (ts *timers) dropLast() {
	last := len(ts.heap) - 1
	ts.heap[last] = timerWhen{}
	ts.heap = ts.heap[:last]
}

func (ts *timers) dropFirst() {
	ts.heap[0].t.ts = nil
	last := len(ts.heap) - 1
	ts.heap[0] = ts.heap[last]
	ts.dropLast()
	if last > 0 {
		ts.down(0)
	} else {
		ts.firstMod = 0
	}
}

// fixFirst puts the first entry right (runtime/time.go: updateHeap). It
// reports whether anything changed.
func (ts *timers) fixFirst() bool {
	t := ts.heap[0].t
	switch {
	case t.zombie:
		t.zombie, t.modified = false, false
		ts.zombies--
		ts.dropFirst()
	case t.modified:
		t.modified = false
		ts.heap[0].when = t.when
		ts.down(0)
	default:
		return false
	}
	return true
}

// clean removes what is obviously stale at both ends before a timer is added
// (runtime/time.go: cleanHead).
func (ts *timers) clean() {
	for len(ts.heap) > 0 {
		if t := ts.heap[len(ts.heap)-1].t; t.zombie {
			t.zombie, t.modified, t.ts = false, false, nil
			ts.zombies--
			ts.dropLast()
			continue
		}
		if !ts.fixFirst() {
			return
		}
	}
}

func (ts *timers) add(t *runTimer) {
	ts.clean()
	t.ts = ts
	ts.heap = append(ts.heap, timerWhen{t, t.when})
	ts.up(len(ts.heap) - 1)
}

// adjust puts the whole heap right, if a modified timer is due or if forced.
func (ts *timers) adjust(now trace.Time, force bool) {
	if !force && (ts.firstMod == 0 || ts.firstMod-1 > now) {
		return
	}
	ts.firstMod = 0
	changed := false
	for i := 0; i < len(ts.heap); i++ {
		e := &ts.heap[i]
		switch t := e.t; {
		case t.zombie:
			ts.zombies--
			t.zombie, t.modified, t.ts = false, false, nil
			*e = ts.heap[len(ts.heap)-1]
			ts.dropLast()
			i--
			changed = true
		case t.modified:
			e.when = t.when
			t.modified = false
			changed = true
		}
	}
	if changed && len(ts.heap) > 1 {
		for i := (len(ts.heap) - 2) / heapArity; i >= 0; i-- {
			ts.down(i)
		}
	}
}

func (ts *timers) tooManyZombies() bool { return ts.zombies > len(ts.heap)/4 }

// set sets t to fire at when (runtime/time.go: modify). It reports whether t
// was set before.
func (m *Machine) set(p *proc, t *runTimer, when, period trace.Time) bool {
	pending := t.when != never
	t.when, t.period = when, period
	if t.ts != nil {
		t.modified = true
		t.revive()
		if t.ts.firstMod == 0 || when < t.ts.firstMod-1 {
			t.ts.firstMod = when + 1
		}
	}
	m.addIfNeeded(p, t)
	return pending
}

// unset stops t (runtime/time.go: stop). It reports whether t was set before.
func (t *runTimer) unset() bool {
	pending := t.when != never
	if t.ts != nil {
		t.modified = true
		t.bury()
	}
	t.when = never
	return pending
}

func (t *runTimer) bury() {
	if !t.zombie {
		t.zombie = true
		t.ts.zombies++
	}
}

func (t *runTimer) revive() {
	if t.zombie {
		t.zombie = false
		t.ts.zombies--
	}
}

// addIfNeeded puts t into p's heap. A timer with a channel is in a heap only
// while somebody waits on the channel (runtime/time.go: needsAdd).
func (m *Machine) addIfNeeded(p *proc, t *runTimer) {
	if t.ts == nil && t.when != never && (!t.hasChan() || t.blocked > 0) {
		p.timers.add(t)
		if m.clock >= p.timers.wakeTime() || m.settings.TickNS > 0 {
			m.wakep() // runtime/time.go: wakeNetPoller
		}
	}
}

func (t *runTimer) hasChan() bool { return t.timer != nil && t.timer.C != nil }

// wait and unwait count the goroutines that wait on the timer's channel
// (runtime/time.go: blockTimerChan, unblockTimerChan).
func (m *Machine) wait(p *proc, t *runTimer) {
	t.blocked++
	if t.ts != nil && t.when != never {
		t.revive()
	}
	m.addIfNeeded(p, t)
}

func (t *runTimer) unwait() {
	t.blocked--
	if t.blocked == 0 && t.ts != nil {
		t.bury()
	}
}

// runTimers fires the timers of a heap that are due, on p (runtime/time.go:
// check). It reports whether any fired.
func (m *Machine) runTimers(p *proc, ts *timers) (ran bool) {
	own := ts == &p.timers
	if m.clock < ts.wakeTime() && !(own && ts.tooManyZombies()) {
		return false
	}
	ts.adjust(m.clock, false)
	for len(ts.heap) > 0 && !m.over {
		e := ts.heap[0]
		if ts.fixFirst() {
			continue
		}
		if e.when > m.clock {
			break
		}
		m.fire(p, e.t)
		ran = true
	}
	if own && ts.tooManyZombies() {
		ts.adjust(m.clock, true)
	}
	return ran
}

// poll fires a timer with a channel that is due but in no heap, because nobody
// waited (runtime/time.go: maybeRunChan).
func (m *Machine) poll(p *proc, c *Chan) {
	if t := &c.timer.rt; t.ts == nil && t.when <= m.clock {
		m.fire(p, t)
	}
}

// fire is runtime/time.go: unlockAndRun.
func (m *Machine) fire(p *proc, t *runTimer) {
	due := t.when
	t.when = never
	if t.period > 0 {
		t.when = due + t.period*(1+(m.clock-due)/t.period)
		if t.when < 0 {
			t.when = never - 1
		}
	}
	if t.ts != nil {
		t.modified = true
		if t.when == never {
			t.bury()
		}
		t.ts.fixFirst()
	}
	if t.sleeper != nil {
		m.ready(p, t.sleeper, nil, trace.NoObj)
		return
	}
	m.fired(p, t.timer, due)
}

// after is the time d from now.
func (m *Machine) after(d trace.Time) trace.Time {
	if d <= 0 {
		return m.clock
	}
	if w := m.clock + d; w > 0 && w < never {
		return w
	}
	return never - 1
}

package trace

import (
	"fmt"
	"iter"
	"slices"
	"sync"
)

// Trace is the recording of one run. The tables are constant; the events are
// kept encoded and are read one by one or by their number. Its methods may be
// called from several goroutines at once.
type Trace struct {
	Files      []File
	Sites      []Site // indexed by SiteID; Sites[NoSite] is empty
	Settings   Settings
	Schedule   string
	Goroutines []Goroutine // indexed by GID; Goroutines[NoG] is unused
	Objects    []Object    // indexed by ObjID; Objects[NoObj] is unused

	n      int      // number of events
	texts  []string // every text of an event, once, in order of appearance
	ends   []ending // indexed by GID
	blocks []block

	snapshots snapshots

	mu    sync.Mutex
	cache [4]cachedBlock
	turn  int // the cache entry to be replaced next
}

// A cachedBlock holds the decoded events of a block.
type cachedBlock struct {
	number int
	events []Event
}

// Len returns the number of events.
func (t *Trace) Len() int { return t.n }

// Event returns event i, 0 ≤ i < Len. The caller must not change its Cases.
// Neighbouring events are cheap: the last few blocks are kept decoded.
func (t *Trace) Event(i int) Event {
	if i < 0 || i >= t.n {
		panic(fmt.Sprintf("trace: expected an event from 0 to %d, found %d", t.n-1, i))
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	number := i / blockLen
	for k := range t.cache {
		if c := &t.cache[k]; c.number == number && c.events != nil {
			return c.events[i%blockLen]
		}
	}
	c := &t.cache[t.turn]
	t.turn = (t.turn + 1) % len(t.cache)
	c.number = number
	c.events = slices.Grow(c.events[:0], blockLen)
	for _, e := range t.from(number) {
		c.events = append(c.events, *e)
		if len(c.events) == blockLen {
			break
		}
	}
	return c.events[i%blockLen]
}

// Events iterates over all events.
func (t *Trace) Events() iter.Seq2[int, Event] {
	return func(yield func(int, Event) bool) {
		for i, e := range t.from(0) {
			if !yield(i, *e) {
				return
			}
		}
	}
}

// from iterates over the events from the start of a block, in one Event.
func (t *Trace) from(number int) iter.Seq2[int, *Event] {
	return func(yield func(int, *Event) bool) {
		var e Event
		for b := number; b < len(t.blocks); b++ {
			r := &reader{b: t.blocks[b].events}
			c := newContext(t.blocks[b].blockStart)
			for i := b * blockLen; r.left() > 0; i++ {
				c.readEvent(r, &e, t.texts)
				if !yield(i, &e) {
					return
				}
			}
		}
	}
}

// StateAt returns the world at a step, 0 ≤ step ≤ Len. The cost grows neither
// with the step nor with the world: it is that of replaying the events since
// the last snapshot.
func (t *Trace) StateAt(step Step) *State {
	if step < 0 || int(step) > t.n {
		panic(fmt.Sprintf("trace: expected a step from 0 to %d, found %d", t.n, step))
	}
	t.mu.Lock()
	s := t.snapshots.nearest(step)
	t.mu.Unlock()
	if s == nil {
		s = NewState(t.Settings.Procs)
	} else {
		s = s.Clone()
	}
	if s.Step == step {
		return s
	}
	var passed []*State
	for _, e := range t.from(int(s.Step) / blockLen) {
		s.advance(e)
		if s.Step == step {
			break
		}
		if s.Step%minEvery == 0 && step-s.Step < maxRecent*minEvery {
			passed = append(passed, s.Clone())
		}
	}
	if passed != nil {
		t.mu.Lock()
		t.snapshots.remember(passed)
		t.mu.Unlock()
	}
	return s
}

// frameState returns the state that a block's key frame holds.
func (t *Trace) frameState(b int) *State {
	k := &t.blocks[b]
	return readFrame(k.frame, k.blockStart, Step(b*blockLen), t.Settings.Procs, t.ends, t.texts)
}

package model

import (
	"container/heap"
	"sort"

	"gopark/scenarios/trace"
)

// wakes knows when the first of those who sleep wakes: an entry for each step
// at which that becomes another time.
type wakes struct {
	steps  []uint32
	times  []trace.Time // -1: nobody sleeps
	asleep sleepers     // and some who do not sleep any more
}

type sleeper struct {
	until trace.Time
	g     trace.GID
}

// sleepers is a heap: who wakes first is at index 0.
type sleepers []sleeper

func (s sleepers) Len() int           { return len(s) }
func (s sleepers) Less(i, j int) bool { return s[i].until < s[j].until }
func (s sleepers) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }
func (s *sleepers) Push(x any)        { *s = append(*s, x.(sleeper)) }
func (s *sleepers) Pop() any {
	old := *s
	last := old[len(old)-1]
	*s = old[:len(old)-1]
	return last
}

func (w *wakes) add(e *trace.Event, s *trace.State) {
	switch e.Kind {
	case trace.KBlock:
		if e.Reason != trace.ReasonSleep {
			return
		}
		heap.Push(&w.asleep, sleeper{trace.Time(e.Aux), e.G})
	case trace.KUnblock:
		if e.Obj != trace.NoObj {
			return
		}
	default:
		return
	}
	sleeps := func(a sleeper) bool {
		v := s.G(a.g)
		return v.State == trace.Blocked && v.Reason == trace.ReasonSleep && v.Until == a.until
	}
	for len(w.asleep) > 0 && !sleeps(w.asleep[0]) {
		heap.Pop(&w.asleep)
	}
	first := trace.Time(-1)
	if len(w.asleep) > 0 {
		first = w.asleep[0].until
	}
	if n := len(w.times); n == 0 || w.times[n-1] != first {
		w.steps, w.times = append(w.steps, uint32(s.Step)), append(w.times, first)
	}
}

// NextWake returns when the first of those who sleep after a step wakes, and
// false if nobody sleeps.
func (r *Run) NextWake(step trace.Step) (trace.Time, bool) {
	w := &r.wakes
	i := sort.Search(len(w.steps), func(i int) bool { return trace.Step(w.steps[i]) > step }) - 1
	if i < 0 || w.times[i] < 0 {
		return 0, false
	}
	return w.times[i], true
}

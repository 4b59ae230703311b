package model

import (
	"sync"

	"gopark/scenarios/trace"
)

// age is how long a goroutine has been in each state, up to a step, and how
// often it has begun to run.
type age struct {
	states [trace.NumStates]Spent
	runs   int
}

// ageEvery is how many changes lie between the ages that are kept of
// a goroutine with a long life.
const ageEvery = 1024

// ages keeps what was computed for the last goroutine that was asked for: the
// same one is asked for at step after step.
type ages struct {
	mu    sync.Mutex
	g     trace.GID
	marks []age // marks[i] is of the first i·ageEvery changes, up to the next
}

// ageOf returns the age of g at a step. The first time for a goroutine it
// costs a look at each of its changes, then at most at ageEvery of them.
func (r *Run) ageOf(g trace.GID, step trace.Step) age {
	ch := r.Changes(g)
	n := changeAt(ch, step) + 1 // the changes that have been
	if n == 0 {
		return age{}
	}
	a, i := age{}, 0
	if n > ageEvery {
		r.ages.mu.Lock()
		if r.ages.g != g {
			r.ages.g, r.ages.marks = g, r.marksOf(ch)
		}
		k := (n - 1) / ageEvery
		a, i = r.ages.marks[k], k*ageEvery
		r.ages.mu.Unlock()
	}
	for ; i < n-1; i++ {
		r.grow(&a, ch, i, ch[i+1].Step)
	}
	r.grow(&a, ch, n-1, step)
	return a
}

// grow adds change i, which lasts until a step.
func (r *Run) grow(a *age, ch []Change, i int, until trace.Step) {
	s := &a.states[ch[i].State]
	s.Steps += int64(until - ch[i].Step)
	s.Time += r.clock.At(until) - r.clock.At(ch[i].Step)
	if ch[i].State == trace.Running {
		a.runs++
	}
}

func (r *Run) marksOf(ch []Change) []age {
	var marks []age
	var a age
	for i := range ch {
		if i%ageEvery == 0 {
			marks = append(marks, a)
		}
		if i+1 < len(ch) {
			r.grow(&a, ch, i, ch[i+1].Step)
		}
	}
	return marks
}

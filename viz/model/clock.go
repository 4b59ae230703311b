package model

import (
	"sort"

	"gopark/scenarios/trace"
)

// Clock knows the virtual time of every step. Many steps share one time, since
// the clock stands still while code runs; so it keeps an instant for each
// change of the time, not for each step.
type Clock struct {
	steps []uint32 // ascending; the first is 0
	times []trace.Time
}

// add notes the time after the event that led to a step. Steps come in order.
func (c *Clock) add(step trace.Step, t trace.Time) {
	if n := len(c.times); n > 0 && c.times[n-1] == t {
		return
	}
	c.steps = append(c.steps, uint32(step))
	c.times = append(c.times, t)
}

// Instants returns how many different times there are. Instant 0 begins at
// step 0.
func (c *Clock) Instants() int { return len(c.steps) }

// Instant returns the first step of an instant, and its time.
func (c *Clock) Instant(i int) (trace.Step, trace.Time) {
	return trace.Step(c.steps[i]), c.times[i]
}

// InstantOf returns the instant that a step belongs to.
func (c *Clock) InstantOf(step trace.Step) int {
	return sort.Search(len(c.steps), func(i int) bool { return trace.Step(c.steps[i]) > step }) - 1
}

// At returns the time at a step; beyond the last step it is that of the last.
func (c *Clock) At(step trace.Step) trace.Time { return c.times[max(c.InstantOf(step), 0)] }

// Clock returns the virtual time of the run's steps.
func (r *Run) Clock() *Clock { return &r.clock }

package model

import (
	"fmt"

	"gopark/scenarios/trace"
)

// Cursor stands at a step of a run. From is the state before the event that
// led to the step, To the state after it; at step 0 both are the empty world
// and Event is the zero Event.
type Cursor struct {
	run   *Run
	From  *trace.State
	To    *trace.State
	Event trace.Event
}

// NewCursor returns a cursor at step 0.
func NewCursor(r *Run) *Cursor {
	c := &Cursor{run: r}
	c.jump(0)
	return c
}

// Run returns the run the cursor walks in.
func (c *Cursor) Run() *Run { return c.run }

// Step returns where the cursor stands.
func (c *Cursor) Step() trace.Step { return c.To.Step }

// near is how many steps the cursor walks on rather than jumps.
const near = 16

// Seek moves the cursor to a step; steps outside the run are moved inside.
// Going on by a few steps costs their events, everything else what StateAt
// costs.
func (c *Cursor) Seek(step trace.Step) {
	step = min(max(step, 0), c.run.Steps())
	switch at := c.To.Step; {
	case step == at:
	case step > at && step <= at+near && at > 0:
		for ; at < step; at++ {
			c.apply(c.From, c.Event)
			c.Event = c.run.Trace.Event(int(at))
			c.apply(c.To, c.Event)
		}
	default:
		c.jump(step)
	}
}

func (c *Cursor) jump(step trace.Step) {
	if step == 0 {
		c.From, c.To, c.Event = c.run.Trace.StateAt(0), c.run.Trace.StateAt(0), trace.Event{P: trace.NoP}
		return
	}
	c.From = c.run.Trace.StateAt(step - 1)
	c.Event = c.run.Trace.Event(int(step) - 1)
	c.To = c.From.Clone()
	c.apply(c.To, c.Event)
}

// apply moves s on by e. NewRun has applied every event of the run before, so
// a failure is a bug of ours.
func (c *Cursor) apply(s *trace.State, e trace.Event) {
	if err := s.Apply(&e); err != nil {
		panic(fmt.Sprintf("model: event at step %d was legal and is not: %v", s.Step, err))
	}
}

package model

import "gopark/scenarios/trace"

// countStride is how many steps lie between two counts that are kept.
const countStride = 256

// counts knows how many goroutines are in each state at every step: the counts
// at some steps and, for each step, what the event that led there changed.
type counts struct {
	marks [][trace.NumStates]int32 // at the multiples of countStride
	moves []uint8                  // by step: the state left, and the one entered << 4
}

func newCounts() counts {
	return counts{marks: make([][trace.NumStates]int32, 1), moves: make([]uint8, 1)}
}

func (c *counts) add(e *trace.Event, s *trace.State) {
	info := e.Kind.Info()
	c.moves = append(c.moves, uint8(info.From)|uint8(info.To)<<4)
	if s.Step%countStride == 0 {
		var mark [trace.NumStates]int32
		for i, n := range s.Counts {
			mark[i] = int32(n)
		}
		c.marks = append(c.marks, mark)
	}
}

// CountsAt returns how many goroutines are in each state at a step, in less
// than a microsecond.
func (r *Run) CountsAt(step trace.Step) Density {
	c := &r.counts
	var d Density
	for i, n := range c.marks[step/countStride] {
		d[i] = int(n)
	}
	for _, m := range c.moves[step/countStride*countStride+1 : step+1] {
		d[m&15]--
		d[m>>4]++
	}
	d[trace.None] = 0
	return d
}

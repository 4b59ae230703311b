package model

import (
	"slices"

	"gopark/scenarios/trace"
)

// mostLooked bounds the steps that are looked at for questions, farSighted how
// many steps after a question its answer may be seen.
const (
	mostLooked = 4000
	farSighted = 8
)

// Propose returns at most so many questions for a run that nobody has written
// any for: one for each part of the run, asked after the answer to the one
// before is seen, of the kind that was asked least.
func (r *Run) Propose(most int, level Level) []Question {
	var out []Question
	var asked [NumQuestionKinds]int
	last := min(r.Steps(), mostLooked)
	c := NewCursor(r)
	for part := range most {
		from, to := max(1, last*trace.Step(part)/trace.Step(most)), last*trace.Step(part+1)/trace.Step(most)
		if n := len(out); n > 0 {
			from = max(from, out[n-1].RevealAt)
		}
		var first [NumQuestionKinds]*Question
		for step := from; step < to; step++ {
			c.Seek(step)
			for kind := range NumQuestionKinds {
				if first[kind] != nil || !c.worthAsking(kind) {
					continue
				}
				if q, ok := c.Ask(kind, level); ok && q.RevealAt <= step+farSighted {
					first[kind] = &q
				}
			}
		}
		kinds := []QuestionKind{AskNext, AskBlocks, AskPrints}
		kinds = slices.DeleteFunc(kinds, func(k QuestionKind) bool { return first[k] == nil })
		if len(kinds) > 0 {
			kind := slices.MinFunc(kinds, func(a, b QuestionKind) int { return asked[a] - asked[b] })
			asked[kind]++
			out = append(out, *first[kind])
		}
	}
	return out
}

// worthAsking reports whether a question of a kind is about a moment at which
// something is decided: a processor has become free, a goroutine comes to what
// may block, or who prints next is not whoever runs.
func (c *Cursor) worthAsking(kind QuestionKind) bool {
	switch kind {
	case AskNext:
		return c.Event.Kind == trace.KBlock || c.Event.Kind == trace.KYield || c.Event.Kind == trace.KEnd
	case AskBlocks:
		next := c.run.event(c.Step() + 1)
		return mayBlock(&next) || c.run.endsWith(&next, c.Step()+1)
	}
	n := c.run.outputsUntil(c.Step())
	if n == len(c.run.Outputs) {
		return false
	}
	g := c.run.Outputs[n].G
	return g != trace.NoG && int(g) <= c.To.Goroutines() && c.To.G(g).State != trace.Running
}

package player

import (
	"gopark/scenarios/trace"
	"gopark/viz/model"
)

// Ask asks about what comes after a step; ok is false where there is no choice.
func (p *Player) Ask(kind model.QuestionKind, step trace.Step) (q model.Question, ok bool) {
	if p.run == nil {
		return q, false
	}
	c := model.NewCursor(p.run)
	c.Seek(step)
	return c.Ask(kind, p.level)
}

// Propose returns at most so many questions that the run is good for.
func (p *Player) Propose(most int) []model.Question {
	if p.run == nil {
		return nil
	}
	return p.run.Propose(most, p.level)
}

// Compare returns the first difference from another run; ok is false if there
// is none.
func (p *Player) Compare(other *model.Run) (d model.Difference, ok bool) {
	if p.run == nil {
		return d, false
	}
	other.Language = p.run.Language
	return model.Compare(p.run, other, p.level)
}

package scene

import (
	"gopark/scenarios/trace"
	"gopark/viz/model"
)

// TimelineThingAt returns what is at a place of the timeline: the sign of a
// finding, an arrow, a span, the name of a goroutine, or in the row of a group
// the state that is drawn there.
func (s *Scene) TimelineThingAt(p Point) model.Thing {
	t := &s.tl
	hidden := func(step trace.Step) bool { return s.view.HideFuture && step > s.to.Step }
	for i := range t.marks {
		if t.marks[i].rect.Inset(-2*t.m.u).Contains(p) && !hidden(t.marks[i].finding.Step) {
			return model.Thing{Kind: model.ThingFinding, P: trace.NoP, Step: t.marks[i].finding.Step}
		}
	}
	i := t.rows.rowAt(p.Y)
	if i < 0 || p.X > t.plot.X+t.plot.W {
		return model.Thing{P: trace.NoP}
	}
	g, group := t.rows.row(i)
	if p.X < t.plot.X {
		if group >= 0 {
			return model.Thing{P: trace.NoP}
		}
		return model.Thing{Kind: model.ThingG, P: trace.NoP, G: g}
	}
	if l, ok := t.current(s); ok && distance(p, l.curve[0], l.curve[3]) < 5*t.m.u {
		return model.Thing{Kind: model.ThingCause, P: trace.NoP, Step: l.step}
	}
	if hidden(s.StepAt(p.X)) {
		return model.Thing{P: trace.NoP}
	}
	if step, ok := t.near(p); ok && !hidden(step) {
		return model.Thing{Kind: model.ThingCause, P: trace.NoP, Step: step}
	}
	step := s.StepAt(p.X)
	if group >= 0 {
		if state := t.stateOfCrowd(group, i, step, p.Y); state != trace.None {
			return model.Thing{Kind: model.ThingState, P: trace.NoP, State: state}
		}
		return model.Thing{P: trace.NoP}
	}
	if c, ok := t.stateAt(g, step); ok {
		return model.Thing{Kind: model.ThingSpan, P: trace.NoP, G: g, State: c.State, Step: c.Step}
	}
	return model.Thing{P: trace.NoP}
}

// stateOfCrowd returns the state that is drawn at a height of a group's row.
func (t *timeline) stateOfCrowd(group, row int, step trace.Step, y float64) trace.GState {
	d := t.run.CountsOf(group, step)
	pitch := t.rows.height(row)
	up := (t.rows.top(row) + pitch - y) / pitch * float64(t.run.Groups()[group].Size)
	for _, s := range stack {
		if up -= float64(d[s]); d[s] > 0 && up < 0 {
			return s
		}
	}
	return trace.None
}

// drawTimelineFocus draws a ring around what explains itself.
func (s *Scene) drawTimelineFocus(pic *Picture) {
	t, f := &s.tl, s.view.Focus
	u, ring := t.m.u, s.view.Theme.Text
	switch f.Kind {
	case model.ThingSpan:
		i, ok := t.rows.rowOf(f.G)
		if !ok {
			return
		}
		c := t.run.Changes(f.G)
		for k := range c {
			if c[k].Step != f.Step {
				continue
			}
			x0, x1 := t.axis.pixel(t.axis.column(f.Step)), t.axis.pixel(t.endOf(c, k))
			high := rowHeight(t.rows.height(i), u) + 3*u
			mid := (x0 + x1) / 2
			if x1-x0 < 8*u {
				x0, x1 = mid-4*u, mid+4*u
			}
			y := t.rows.top(i) + (t.rows.height(i)-high)/2
			x0, x1 = max(x0, t.plot.X), min(x1, t.plot.X+t.plot.W)
			if x0 < x1 && y >= t.plot.Y-2*u && y+high <= t.plot.Y+t.plot.H+2*u {
				pic.box(Rect{x0, y, x1 - x0, high}, 5*u, Color{}, ring, 2*u, 0)
			}
		}
	case model.ThingCause:
		for i := range t.links {
			if t.links[i].step == f.Step {
				t.links[i].draw(pic, s.view.Theme.Accent, 2.5*u)
			}
		}
	case model.ThingFinding:
		for i := range t.marks {
			if t.marks[i].finding.Step == f.Step {
				r := t.marks[i].rect.Inset(-3 * u)
				pic.box(r, r.H/2, Color{}, ring, 2*u, 0)
			}
		}
	}
}

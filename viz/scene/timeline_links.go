package scene

import (
	"math"
	"slices"

	"gopark/scenarios/trace"
	"gopark/viz/model"
)

// link is an arrow from the row of the goroutine that caused something to the
// row of the one it happened to.
type link struct {
	step  trace.Step
	curve [4]Point
	head  float64
}

// mostLinks is how many arrows are drawn at most; mostCauses how many are
// looked through to find out whether so many are seen.
const (
	mostLinks  = 150
	mostCauses = 20000
)

// findLinks returns the arrows to be drawn: all that wake somebody, where that
// is legible, else those of the goroutine that is followed.
func (t *timeline) findLinks(out []link) []link {
	if t.rows.pitch < 8*t.m.u || t.rows.grouped && t.rows.open < 0 {
		return out
	}
	from, to := t.axis.step(t.axis.from), t.axis.step(t.axis.to)
	causes := t.run.Causes[t.causeAt(from):t.causeAt(to+1)]
	if len(causes) > mostCauses {
		return out
	}
	all := out
	if t.axis.scale() >= 5*t.m.u {
		for _, c := range causes {
			if c.Created {
				continue
			}
			if l, ok := t.link(c); ok {
				all = append(all, l)
			}
			if len(all) > mostLinks {
				break
			}
		}
		if len(all) <= mostLinks {
			return all
		}
	}
	all = all[:0]
	who := t.view.Selected
	if who == trace.NoG {
		return all
	}
	for _, c := range causes {
		if c.From != who && c.To != who {
			continue
		}
		if l, ok := t.link(c); ok && len(all) < mostLinks {
			all = append(all, l)
		}
	}
	return all
}

// causeAt returns the index of the first cause at a step or later.
func (t *timeline) causeAt(step trace.Step) int {
	i, _ := slices.BinarySearchFunc(t.run.Causes, step, func(c model.Cause, s trace.Step) int { return int(c.Step - s) })
	return i
}

// link returns the arrow of a cause, if both ends are seen.
func (t *timeline) link(c model.Cause) (link, bool) {
	y0, h0, ok := t.middleOf(c.From)
	if !ok {
		return link{}, false
	}
	y1, h1, ok := t.middleOf(c.To)
	if !ok || y0 == y1 {
		return link{}, false
	}
	x := t.axis.pixel(t.axis.column(c.Step))
	if x < t.plot.X-1 || x > t.plot.X+t.plot.W+1 {
		return link{}, false
	}
	u := t.m.u
	down := math.Copysign(1, y1-y0)
	y0 += down * h0 * 0.3
	y1 -= down * h1 * 0.5
	lean := min(t.axis.scale()*0.5, 9*u)
	a, b := Point{max(x-lean, t.plot.X), y0}, Point{min(x+lean*0.3, t.plot.X+t.plot.W), y1}
	return link{
		step:  c.Step,
		curve: [4]Point{a, {lerp(a.X, b.X, 0.33), lerp(a.Y, b.Y, 0.33)}, {lerp(a.X, b.X, 0.67), lerp(a.Y, b.Y, 0.67)}, b},
		head:  min(7*u, abs(y1-y0)*0.6),
	}, true
}

// middleOf returns the middle of the row in which g is, and how high its
// spans are.
func (t *timeline) middleOf(g trace.GID) (y, high float64, ok bool) {
	i, _ := t.rows.rowOf(g)
	if g == trace.NoG || i >= t.rows.count() {
		return 0, 0, false
	}
	pitch := t.rows.height(i)
	y = t.rows.top(i) + pitch/2
	return y, rowHeight(pitch, t.m.u), y > t.plot.Y && y < t.plot.Y+t.plot.H
}

// current returns the arrow of the event that the scene stands at.
func (t *timeline) current(s *Scene) (link, bool) {
	switch s.event.Kind {
	case trace.KUnblock, trace.KReady, trace.KCreate:
		if s.to.Step > 0 && s.event.By != trace.NoG {
			return t.link(model.Cause{Step: s.to.Step, From: s.event.By, To: s.event.G})
		}
	}
	return link{}, false
}

func (l *link) draw(pic *Picture, color Color, line float64) {
	pic.curve(l.curve, color, line, 0, l.head)
}

// near returns the arrow that is closest to a point, if one is close.
func (t *timeline) near(p Point) (trace.Step, bool) {
	best, step := 5*t.m.u, trace.Step(0)
	for i := range t.links {
		c := &t.links[i].curve
		if d := distance(p, c[0], c[3]); d < best {
			best, step = d, t.links[i].step
		}
	}
	return step, step > 0
}

// distance returns how far p is from the line between a and b.
func distance(p, a, b Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	long := dx*dx + dy*dy
	if long == 0 {
		return hypot(p.X-a.X, p.Y-a.Y)
	}
	k := min(max(((p.X-a.X)*dx+(p.Y-a.Y)*dy)/long, 0), 1)
	return hypot(p.X-a.X-k*dx, p.Y-a.Y-k*dy)
}

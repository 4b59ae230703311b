package scene

import "gopark/viz/font"

// placeDivergence puts the words beside the step at which the run parts from
// the one that it is compared with: above that step, or as near as findings and
// time let them; without width there is no room for them.
func (t *timeline) placeDivergence() {
	t.parts = Rect{}
	if t.view.Divergence <= 0 {
		return
	}
	m := &t.m
	x, gap := t.axis.middle(t.view.Divergence), 6*m.u
	w := font.Width(font.Regular, m.body, words.divergence) + 2*gap
	right := min(t.timeRight-t.timeWidth()-gap, t.plot.X+t.plot.W)
	r := Rect{min(x-w/2, right-w), t.head.Y + t.head.H/2 - 10*m.u, w, 20 * m.u}
	r.X = max(r.X, t.plot.X)
	for i := range t.marks {
		if t.marks[i].rect.Overlaps(r) {
			r.X = t.marks[i].rect.X - gap - w
		}
	}
	if x >= t.plot.X && x <= t.plot.X+t.plot.W && r.X >= t.plot.X {
		t.parts = r
	}
}

// drawDivergence draws a broken line at the first difference, and says what it
// is.
func (t *timeline) drawDivergence(pic *Picture) {
	if t.view.Divergence <= 0 {
		return
	}
	m, th := &t.m, t.view.Theme
	if x := t.axis.middle(t.view.Divergence); x >= t.plot.X && x <= t.plot.X+t.plot.W {
		top := t.head.Y + t.head.H/2 + 10*m.u
		pic.curve(straight(Point{x, top}, Point{x, t.plot.Y + t.plot.H}), th.Text, 1.5*m.u, 4*m.u, 0)
	}
	if t.parts.W > 0 {
		pic.box(t.parts, 4*m.u, th.Panel, th.Text, 1*m.u, 0)
		c := t.parts.Center()
		pic.textCenter(words.divergence, c.X, c.Y, t.parts.W, textStyle{font.Regular, m.body, th.Text})
	}
	if t.strip.H > 0 {
		pic.box(Rect{t.whole.middle(t.view.Divergence) - 0.75*m.u, t.strip.Y, 1.5 * m.u, t.strip.H}, 0, th.Text, Color{}, 0, 0)
	}
}

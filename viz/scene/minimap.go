package scene

import (
	"gopark/scenarios/trace"
)

// stripHeight is the height of the minimap.
func (t *timeline) stripHeight() float64 {
	if t.phone {
		return 11 * t.m.u
	}
	return 18 * t.m.u
}

// drawMinimap draws how many goroutines are in each state over the whole run,
// where the findings are, and a frame around the part that is seen.
func (t *timeline) drawMinimap(pic *Picture) {
	if t.strip.H == 0 {
		return
	}
	m, th := &t.m, t.view.Theme
	pic.box(t.strip.Inset(-1*m.u), 3*m.u, th.Page, Color{}, 0, 0)
	if n := float64(t.run.Goroutines()); t.strip.H >= 2*n {
		t.drawFewRows(pic)
	} else {
		t.drawCrowdOfAll(pic)
	}
	a := &t.whole
	x0, x1 := a.pixel(t.axis.from), a.pixel(t.axis.to)
	for _, out := range [][2]float64{{t.strip.X, x0}, {x1, t.strip.X + t.strip.W}} {
		if out[1] > out[0] {
			pic.box(Rect{out[0], t.strip.Y, out[1] - out[0], t.strip.H}, 0, th.Panel.Fade(0.6), Color{}, 0, 0)
		}
	}
	for _, f := range t.run.Findings() {
		x := a.middle(f.Step)
		pic.box(Rect{x - 1*m.u, t.strip.Y, 2 * m.u, t.strip.H * 0.5}, 0, th.Accent, Color{}, 0, 0)
	}
	pic.box(t.frame().Inset(-1.5*m.u), 3*m.u, Color{}, th.Text, 2*m.u, 0)
}

// leastFrame is how narrow the frame of the minimap is drawn at least, in units.
const leastFrame = 8

// frame is the part of the minimap that is seen in the rows.
func (t *timeline) frame() Rect {
	x0, x1 := t.whole.pixel(t.axis.from), t.whole.pixel(t.axis.to)
	if least := leastFrame * t.m.u; x1-x0 < least {
		c := min(max((x0+x1)/2, t.strip.X+least/2), t.strip.X+t.strip.W-least/2)
		x0, x1 = c-least/2, c+least/2
	}
	return Rect{x0, t.strip.Y, x1 - x0, t.strip.H}
}

// drawFewRows draws the rows as they are above, only small.
func (t *timeline) drawFewRows(pic *Picture) {
	small := *t
	small.axis, small.plot, small.cells = t.whole, t.strip, nil
	pitch := t.strip.H / float64(len(t.rows.order.All))
	for i, g := range t.rows.order.All {
		small.buildRow(pic, g, t.strip.Y+float64(i)*pitch, pitch)
	}
}

func (t *timeline) drawCrowdOfAll(pic *Picture) {
	counts, every := t.run.Densities()
	width := 3 * t.m.u
	if n := len(counts); n > 0 {
		width = max(width, t.strip.W/float64(n))
	}
	for x := t.strip.X; x < t.strip.X+t.strip.W-0.01; x += width {
		right := min(x+width, t.strip.X+t.strip.W)
		step := t.whole.step(t.whole.columnAt((x + right) / 2))
		d := &counts[min(int(step)/every, len(counts)-1)]
		n := t.run.Goroutines()
		y := t.strip.Y + t.strip.H
		for _, s := range stack {
			high := t.strip.H * float64(d[s]) / float64(max(n, 1))
			y -= high
			color := t.view.Theme.States[s].Color
			if s == trace.Done {
				color = color.Fade(0.5)
			}
			if high > 0 {
				pic.box(Rect{x, y, right - x, high}, 0, color, Color{}, 0, 0)
			}
		}
	}
}

package scene

import (
	"math"

	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
)

// timeline is the lower part of the picture: a row for each goroutine, or,
// where they are too many for rows, how many are in each state.
type timeline struct {
	rect   Rect
	plot   Rect // the rows and columns
	pitch  float64
	step   float64 // width of one step; step k covers [k·step, (k+1)·step)
	rows   int     // 0: densities
	static []Shape // all that does not change with the step
	labels bool
}

// minPitch is the least height of a row, in pixels.
const minPitch = 2

func newTimeline(run *model.Run, v View, r Rect) timeline {
	m := newMeasures(run, v)
	u := m.u
	t := timeline{rect: r}
	n := run.Goroutines()
	side := m.pad
	head := 28 * u
	if v.Width <= phoneWidth {
		head = 24 * u
	}
	rowRoom := r.H - head - 8*u
	if n > 0 && rowRoom/float64(n) >= minPitch {
		t.rows = n
		t.pitch = min(rowRoom/float64(n), 26*u)
		t.labels = t.pitch >= 17*u
		if t.pitch < 8 {
			// Uneven rows would look like a pattern.
			t.pitch = math.Floor(t.pitch)
		}
	}
	if t.labels || (n > 0 && t.rows > 0) {
		widest := 0.0
		for g := trace.MainG; int(g) <= n; g++ {
			name := run.Name(g)
			if v.Width <= phoneWidth || !t.labels {
				name = g.String()
			}
			widest = max(widest, font.Width(font.Regular, m.body, name))
		}
		side += min(widest, 120*u) + 12*u
	}
	t.plot = Rect{r.X + side, r.Y + head, max(1, r.W-side-m.pad), rowRoom}
	t.step = t.plot.W / float64(run.Steps()+1)
	t.build(run, v, &m)
	return t
}

// x returns where the column of a step begins.
func (t *timeline) x(step trace.Step) float64 { return t.plot.X + float64(step)*t.step }

func (t *timeline) stepAt(x float64) trace.Step {
	k := math.Floor((x - t.plot.X) / t.step)
	return trace.Step(min(max(k, 0), math.Round(t.plot.W/t.step)-1))
}

// row returns the upper edge of the row of g.
func (t *timeline) row(g trace.GID) float64 { return t.plot.Y + float64(g-1)*t.pitch }

// rowHeight returns the height of the spans in a row.
func (t *timeline) rowHeight(u float64) float64 {
	if t.pitch < 8 {
		return max(t.pitch-1, 1)
	}
	return max(t.pitch-4*u, t.pitch*0.7)
}

// build prepares what does not depend on the step.
func (t *timeline) build(run *model.Run, v View, m *measures) {
	var pic Picture
	th := v.Theme
	pic.box(t.rect, 9*m.u, th.Panel, th.Line, 1.25*m.u, 0)
	if t.rows == 0 {
		t.buildDensity(&pic, run, th)
		t.static = pic.Shapes
		return
	}
	last := run.Steps() + 1
	for g := trace.MainG; int(g) <= t.rows; g++ {
		y := t.row(g)
		if t.labels {
			name := run.Name(g)
			if v.Width <= phoneWidth {
				name = g.String()
			}
			pic.text(name, t.rect.X+m.pad, y+t.pitch/2, t.plot.X-t.rect.X-m.pad-6*m.u, textStyle{font.Regular, m.body, th.Muted})
		}
		t.buildRow(&pic, run.Changes(g), last, y, th, m)
	}
	if t.step >= 5*m.u && t.pitch >= 10*m.u {
		for _, c := range run.Causes {
			if !c.Created {
				t.arrow(&pic, c, th.Path.Fade(0.75), 1.25*m.u, m.u)
			}
		}
	}
	t.static = pic.Shapes
}

// buildRow draws the states of one goroutine. Spans narrower than a pixel are
// gathered: each gathered pixel shows the state it saw longest.
func (t *timeline) buildRow(pic *Picture, changes []model.Change, last trace.Step, y float64, th *Theme, m *measures) {
	high := t.rowHeight(m.u)
	var gathered [trace.NumStates]float64
	from, sum := 0.0, 0.0
	flush := func() {
		best := trace.None
		for s, w := range gathered {
			if w > gathered[best] {
				best = trace.GState(s)
			}
		}
		if sum > 0 && best != trace.Done {
			pic.box(Rect{from, y + (t.pitch-high)/2, max(sum, 0.5), high}, 0, th.States[best].Color, Color{}, 0, 0)
		}
		gathered, sum = [trace.NumStates]float64{}, 0
	}
	for i, c := range changes {
		end := last
		if i+1 < len(changes) {
			end = changes[i+1].Step
		}
		x0, x1 := t.x(c.Step), t.x(end)
		if x1-x0 < 1.5 {
			if sum == 0 {
				from = x0
			}
			gathered[c.State] += x1 - x0
			sum += x1 - x0
			if sum >= 1.5 {
				flush()
			}
			continue
		}
		flush()
		t.span(pic, Rect{x0, y + (t.pitch-high)/2, x1 - x0, high}, &th.States[c.State], c.State, th, m)
	}
	flush()
}

func (t *timeline) span(pic *Picture, r Rect, look *StateLook, state trace.GState, th *Theme, m *measures) {
	radius := min(4*m.u, r.W/3, r.H/3)
	line := min(1.5*m.u, r.W/3, r.H/4)
	if r.H < 5*m.u && state != trace.Done {
		pic.box(r, 0, look.Color, Color{}, 0, 0)
		return
	}
	if r.W > 4*m.u {
		r.X += 0.5 * m.u
		r.W -= 1 * m.u
	}
	switch {
	case state == trace.Done:
		pic.box(Rect{r.X, r.Y + r.H/2 - 0.5*m.u, r.W, 1 * m.u}, 0, th.Line, Color{}, 0, 0)
	case look.Pattern == PatternSolid:
		pic.box(r, radius, look.Color, Color{}, 0, 0)
	case look.Pattern == PatternHatch && r.H >= 6*m.u && r.W >= 5*m.u:
		pic.hatch(r, radius, look.Stripe)
		pic.box(r, radius, Color{}, look.Color, line, 0)
	case look.Pattern == PatternHatch:
		pic.box(r, radius, look.Stripe, look.Color, line, 0)
	case look.Dashed:
		pic.box(r, radius, Color{}, look.Color, line, 3*m.u)
	default:
		pic.box(r, radius, Color{}, look.Color, line, 0)
	}
}

// buildDensity stacks the numbers of goroutines in each state.
func (t *timeline) buildDensity(pic *Picture, run *model.Run, th *Theme) {
	counts, every := run.Densities()
	total := max(1, run.Goroutines())
	order := []trace.GState{trace.Done, trace.Blocked, trace.Created, trace.Runnable, trace.Running}
	for i := range counts {
		x0 := t.x(trace.Step(i * every))
		x1 := min(t.x(trace.Step((i+1)*every)), t.plot.X+t.plot.W)
		y := t.plot.Y + t.plot.H
		for _, state := range order {
			h := t.plot.H * float64(counts[i][state]) / float64(total)
			if counts[i][state] == 0 {
				continue
			}
			h = max(h, 1)
			y -= h
			color := th.States[state].Color
			if state == trace.Done {
				color = color.Fade(0.5)
			}
			pic.box(Rect{x0, y, max(x1-x0, 0.5), h}, 0, color, Color{}, 0, 0)
		}
	}
}

// arrow draws one goroutine's effect on another.
func (t *timeline) arrow(pic *Picture, c model.Cause, color Color, line, u float64) {
	if int(c.From) > t.rows || int(c.To) > t.rows {
		return
	}
	x := t.x(c.Step)
	y0, y1 := t.row(c.From)+t.pitch/2, t.row(c.To)+t.pitch/2
	down := 1.0
	if y1 < y0 {
		down = -1
	}
	edge := t.rowHeight(u) / 2
	y0 += down * edge * 0.6
	y1 -= down * edge
	lean := min(t.step*0.5, 9*u)
	a, b := Point{x - lean, y0}, Point{x + lean*0.3, y1}
	pic.curve([4]Point{a, {lerp(a.X, b.X, 0.33), lerp(a.Y, b.Y, 0.33)}, {lerp(a.X, b.X, 0.67), lerp(a.Y, b.Y, 0.67)}, b}, color, line, 0, min(7*u, abs(y1-y0)*0.6))
}

func (s *Scene) drawTimeline(pic *Picture, t float64) {
	tl, m, th := &s.tl, &s.lay.m, s.view.Theme
	pic.Shapes = append(pic.Shapes, tl.static...)
	e := ease(t)
	arrived := tl.x(s.to.Step) + tl.step/2
	x := arrived
	if s.to.Step > 0 && !s.view.Reduced {
		x = lerp(x-tl.step, x, e)
	}
	// What has not happened yet is veiled.
	right := tl.plot.X + tl.plot.W
	veil := func(from, to float64) {
		pic.box(Rect{from, tl.rect.Y + 26*m.u, to - from, tl.rect.H - 28*m.u}, 0, th.Panel.Fade(0.66), Color{}, 0, 0)
	}
	// In two parts, of which one stands still: painting it is much of a frame.
	if x < arrived {
		veil(x, arrived)
	}
	veil(arrived, right+2*m.u)

	if k := s.event.Kind; s.to.Step > 0 && s.event.By != trace.NoG && tl.rows > 0 && (k == trace.KUnblock || k == trace.KReady || k == trace.KCreate) && tl.pitch >= 8*m.u {
		tl.arrow(pic, model.Cause{Step: s.to.Step, From: s.event.By, To: s.event.G}, th.Accent.Fade(e), 2*m.u, m.u)
	}
	s.drawRowLabel(pic)
	pic.box(Rect{x - 1*m.u, tl.rect.Y + 24*m.u, 2 * m.u, tl.rect.H - 28*m.u}, 1*m.u, th.Path, Color{}, 0, 0)
	s.drawTimelineHead(pic)
	pic.Regions = append(pic.Regions, Region{Rect: Rect{tl.plot.X, tl.rect.Y, tl.plot.W, tl.rect.H}, Part: PartTimeline})
}

// drawRowLabel names the row of the acting goroutine where the rows are too
// narrow for all names, and lets its name stand out where they are not.
func (s *Scene) drawRowLabel(pic *Picture) {
	tl, m, th := &s.tl, &s.lay.m, s.view.Theme
	g := s.event.G
	if s.view.Selected != trace.NoG {
		g = s.view.Selected
	}
	if g == trace.NoG || int(g) > tl.rows {
		return
	}
	room := tl.plot.X - tl.rect.X - m.pad - 6*m.u
	y := tl.row(g) + tl.pitch/2
	name := g.String()
	if tl.labels {
		if !s.lay.phone {
			name = s.run.Name(g)
		}
		pic.box(Rect{tl.rect.X + m.pad - 2*m.u, y - m.body*0.6, room + 4*m.u, m.body * 1.2}, 0, th.Panel, Color{}, 0, 0)
	} else {
		y = min(max(y, tl.plot.Y+m.body/2), tl.rect.Y+tl.rect.H-m.body*0.7)
	}
	pic.text(name, tl.rect.X+m.pad, y, room, textStyle{font.Regular, m.body, th.Text})
}

func (s *Scene) drawTimelineHead(pic *Picture) {
	tl, m, th := &s.tl, &s.lay.m, s.view.Theme
	y := tl.rect.Y + 14*m.u
	right := tl.rect.X + tl.rect.W - m.pad
	now := model.Duration(s.to.Time)
	w := pic.textRight(now, right, y, 120*m.u, textStyle{font.Regular, m.body, th.Text})
	pic.textRight("virtual time", right-w-8*m.u, y, 120*m.u, s.bodyStyle(th.Muted))
	if tl.rows > 0 || s.run.Goroutines() == 0 {
		return
	}
	left := model.Count(int64(s.run.Goroutines())) + " goroutines by state"
	pic.text(left, tl.rect.X+m.pad, y, tl.rect.W-2*m.pad-w-110*m.u, s.bodyStyle(th.Muted))
}

package scene

import (
	"gopark/scenarios/trace"
	"gopark/viz/model"
)

// timeline is the lower part of the picture: an axis with marks for the
// findings, rows of spans below it, and, while only a part of the run is seen,
// a map of the whole run at the bottom. How the rows are made is told at rows,
// what a column is at axis.
//
// What does not depend on the step is drawn once for each look at it: only
// what is seen of it is visited, and what is too narrow to be seen is gathered
// (see buildRow), so that the cost does not grow with the run.
type timeline struct {
	run   *model.Run
	view  View
	m     measures
	phone bool
	rect  Rect

	head  Rect // the row of the axis
	plot  Rect // the rows and columns
	strip Rect // the minimap; no height: there is none
	axis  axis
	whole axis // that of the minimap
	rows  rows
	marks []mark
	parts Rect // where the words at the divergence stand
	ticks []tick
	links []link       // the arrows that are drawn
	cells []trace.Step // where the cells of the window begin: see cellStep

	timeRight float64 // where the text of the current time ends
	static    []Shape // all that does not change with the step
	built     bool
}

// timelineHeight returns the height that the timeline wants in a view.
func timelineHeight(run *model.Run, v View, m *measures) float64 {
	n := float64(run.Goroutines())
	if v.Width <= phoneWidth {
		return min(max(n*19*m.u+34*m.u, 86*m.u), v.Height*0.25)
	}
	share := 0.32
	if n > 16 {
		share += 0.04
	}
	return min(max(n*21*m.u+36*m.u, 86*m.u), v.Height*share)
}

func newTimeline(run *model.Run, v View, r Rect) timeline {
	return timeline{run: run, m: newMeasures(run, v), phone: v.Width <= phoneWidth, rect: r}
}

// look draws the timeline anew if it is looked at in another way.
func (t *timeline) look(v View) {
	old := t.view
	t.view = v
	if t.built && old.Time == v.Time && old.Selected == v.Selected && old.Divergence == v.Divergence && old.Theme == v.Theme {
		return
	}
	t.built = true
	t.lay()
	t.build()
}

// lay places the parts.
func (t *timeline) lay() {
	m, r, v := &t.m, t.rect, &t.view
	high := 28 * m.u
	if t.phone {
		high = 26 * m.u
	}
	pad := m.pad
	t.axis = newAxis(t.run, &v.Time, 0, 1)
	zoomed := t.axis.to-t.axis.from < t.axis.length()
	room := Rect{r.X, r.Y + high, r.W, max(1, r.H-high-8*m.u)}
	least := room.H - t.stripHeight() - 4*m.u
	if zoomed {
		room.H = max(1, least)
	}
	t.rows = newRows(t.run, v, m, room, least)
	side := pad + t.rows.labelWidth(t.phone, m) + 8*m.u
	t.plot = Rect{r.X + side, r.Y + high, max(1, r.W-side-pad), t.rows.view.H}
	t.rows.view = t.plot
	t.head = Rect{r.X, r.Y, r.W, high}
	t.axis = newAxis(t.run, &v.Time, t.plot.X, t.plot.W)
	t.whole = newAxis(t.run, &TimeView{ByTime: v.Time.ByTime}, t.plot.X, t.plot.W)
	t.strip = Rect{}
	if zoomed {
		t.strip = Rect{t.plot.X, r.Y + r.H - t.stripHeight() - 6*m.u, t.plot.W, t.stripHeight()}
	}
	t.placeMarks()
	t.placeDivergence()
	t.ticks = t.freeTicks()
}

// build draws what does not depend on the step.
func (t *timeline) build() {
	pic := Picture{Shapes: t.static[:0]}
	t.cells = t.cells[:0]
	m, th := &t.m, t.view.Theme
	pic.box(t.rect, 9*m.u, th.Panel, th.Line, 1.25*m.u, 0)
	t.drawGrid(&pic)
	t.drawRange(&pic)
	for i := t.rows.first(); i < t.rows.count() && t.rows.top(i) < t.plot.Y+t.plot.H; i++ {
		y := t.rows.top(i)
		if g, group := t.rows.row(i); group < 0 {
			t.buildRow(&pic, g, y, t.rows.height(i))
		} else {
			t.buildCrowd(&pic, group, y, t.rows.height(i))
		}
	}
	t.links = t.findLinks(t.links[:0])
	for i := range t.links {
		t.links[i].draw(&pic, th.Path.Fade(0.75), 1.25*m.u)
	}
	t.coverEdges(&pic)
	t.drawGroupLabels(&pic)
	t.drawScroll(&pic)
	t.drawAxis(&pic)
	t.drawMinimap(&pic)
	t.static = pic.Shapes
}

// overhang is how far spans that go on outside of the window reach beyond the
// plot, so that their ends are not seen: coverEdges hides it.
const overhang = 6

func (t *timeline) coverEdges(pic *Picture) {
	m, th := &t.m, t.view.Theme
	edge := (overhang + 1) * m.u
	for _, x := range []float64{t.plot.X - edge, t.plot.X + t.plot.W} {
		pic.box(Rect{x, t.plot.Y, edge, t.plot.H}, 0, th.Panel, Color{}, 0, 0)
	}
}

func (t *timeline) drawRange(pic *Picture) {
	from, to := t.view.Time.Range[0], t.view.Time.Range[1]
	if from >= to {
		return
	}
	m, th := &t.m, t.view.Theme
	x0, x1 := t.axis.pixel(t.axis.column(from)), t.axis.pixel(t.axis.column(to-1)+1)
	x0, x1 = max(x0, t.plot.X), min(x1, t.plot.X+t.plot.W)
	if x0 >= x1 {
		return
	}
	y := t.plot.Y - 6*m.u
	high := t.plot.H + 6*m.u
	pic.box(Rect{x0, y, x1 - x0, high}, 0, th.Accent.Fade(0.16), Color{}, 0, 0)
	for _, x := range []float64{x0, x1 - 2*m.u} {
		pic.box(Rect{x, y, 2 * m.u, high}, 0, th.Accent, Color{}, 0, 0)
	}
}

// coverFuture covers what tells of later steps outside of the rows: the signs of
// findings, and the map of the run.
func (s *Scene) coverFuture(pic *Picture) {
	tl, th := &s.tl, s.view.Theme
	for i := range tl.marks {
		if k := &tl.marks[i]; k.finding.Step > s.to.Step {
			r := k.rect.Inset(-1)
			r.H = tl.plot.Y - r.Y
			pic.box(r, 0, th.Panel, Color{}, 0, 0)
		}
	}
	if x := tl.whole.middle(s.to.Step); tl.strip.H > 0 {
		right := tl.strip.X + tl.strip.W
		pic.box(Rect{x, tl.strip.Y + 1, right - x - 1, tl.strip.H - 2}, 0, th.Panel, Color{}, 0, 0)
	}
}

func (s *Scene) drawTimeline(pic *Picture, t float64) {
	tl, m, th := &s.tl, &s.tl.m, s.view.Theme
	pic.Shapes = append(pic.Shapes, tl.static...)
	s.shadeRows(pic)
	e := ease(t)
	arrived := tl.axis.middle(s.to.Step)
	x := arrived
	if s.to.Step > 0 && !s.view.Reduced {
		x = lerp(tl.axis.middle(s.to.Step-1), x, e)
	}
	// What has not happened yet is veiled. In two parts, of which one stands
	// still: painting it is much of a frame.
	left, right := tl.plot.X, tl.plot.X+tl.plot.W
	density := 0.66
	if s.view.HideFuture {
		density = 1
		s.coverFuture(pic)
	}
	veil := func(from, to float64) {
		if from, to = max(from, left), min(to, right); from < to {
			pic.box(Rect{from, tl.plot.Y, to - from, tl.plot.H}, 0, th.Panel.Fade(density), Color{}, 0, 0)
		}
	}
	veil(x, arrived)
	veil(max(arrived, x), right)

	if l, ok := tl.current(s); ok {
		l.draw(pic, th.Accent.Fade(e), 2*m.u)
	}
	tl.drawDivergence(pic)
	s.drawNames(pic)
	s.drawTimelineFocus(pic)
	if x >= left && x <= right {
		pic.box(Rect{x - 1*m.u, tl.plot.Y - 5*m.u, 2 * m.u, tl.plot.H + 7*m.u}, 1*m.u, th.Path, Color{}, 0, 0)
	}
	tl.drawNow(pic, s.to.Time)
	if tl.strip.H > 0 {
		x := lerp(tl.whole.middle(max(s.to.Step-1, 0)), tl.whole.middle(s.to.Step), e)
		if s.view.Reduced {
			x = tl.whole.middle(s.to.Step)
		}
		pic.box(Rect{x - 1*m.u, tl.strip.Y, 2 * m.u, tl.strip.H}, 1*m.u, th.Path, Color{}, 0, 0)
		pic.Regions = append(pic.Regions, Region{Rect: Rect{tl.plot.X, tl.plot.Y + tl.plot.H, tl.plot.W, tl.rect.Y + tl.rect.H - tl.plot.Y - tl.plot.H}, Part: PartMinimap})
	}
	pic.Regions = append(pic.Regions, Region{Rect: Rect{tl.rect.X, tl.rect.Y, tl.rect.W, tl.plot.Y + tl.plot.H - tl.rect.Y}, Part: PartTimeline})
}

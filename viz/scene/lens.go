package scene

import (
	"math"
	"slices"
	"strconv"

	"gopark/scenarios/trace"
	"gopark/viz/font"
)

// Lens magnifies the stage. A point (x, y) of the plain stage is drawn at
// ((x-X)·Zoom, (y-Y)·Zoom); Zoom ≤ 1 is the plain stage. Texts and tokens grow
// to twice their size; beyond that only the room grows, and in it marks become
// tokens with names.
type Lens struct{ Zoom, X, Y float64 }

func (l Lens) on() bool { return l.Zoom > 1 }

func (l *Lens) rect(r Rect) Rect {
	return Rect{(r.X - l.X) * l.Zoom, (r.Y - l.Y) * l.Zoom, r.W * l.Zoom, r.H * l.Zoom}
}

func (l *Lens) point(p Point) Point { return Point{(p.X - l.X) * l.Zoom, (p.Y - l.Y) * l.Zoom} }

// mostGrown is how much larger texts and tokens become.
const mostGrown = 2

// mostZoom bounds how far the stage is magnified: beyond that even a million
// goroutines in a small place have names.
const mostZoom = 2000

// About returns the lens that magnifies by a further factor and keeps the point
// p of the picture where it is. The stage, so many pixels large, always fills
// the view.
func (l Lens) About(p Point, factor, width, height float64) Lens {
	old := max(l.Zoom, 1)
	zoom := min(max(old*factor, 1), mostZoom)
	x, y := l.X+p.X/old, l.Y+p.Y/old
	return Lens{zoom, x - p.X/zoom, y - p.Y/zoom}.within(width, height)
}

// Moved returns the lens after the stage was pushed by so many pixels.
func (l Lens) Moved(dx, dy, width, height float64) Lens {
	if !l.on() {
		return l
	}
	return Lens{l.Zoom, l.X - dx/l.Zoom, l.Y - dy/l.Zoom}.within(width, height)
}

func (l Lens) within(width, height float64) Lens {
	if l.Zoom <= 1.001 {
		return Lens{}
	}
	l.X = min(max(l.X, 0), width-width/l.Zoom)
	l.Y = min(max(l.Y, 0), height-height/l.Zoom)
	return l
}

// Toward returns the lens a part of the way to another, by the same share of
// the zoom and of the place.
func (l Lens) Toward(to Lens, e float64) Lens {
	a, b := max(l.Zoom, 1), max(to.Zoom, 1)
	zoom := a * math.Pow(b/a, e)
	if a == b {
		return Lens{zoom, lerp(l.X, to.X, e), lerp(l.Y, to.Y, e)}
	}
	// The point that stands still while zooming from one to the other.
	k := (1/a - 1/zoom) / (1/a - 1/b)
	return Lens{zoom, lerp(l.X, to.X, k), lerp(l.Y, to.Y, k)}
}

// LensFor returns the lens at which a part of the stage fills the view.
func LensFor(r Rect, width, height float64) Lens {
	if r.W <= 0 || r.H <= 0 {
		return Lens{}
	}
	zoom := min(max(min(width/r.W, height/r.H), 1), mostZoom)
	c := r.Center()
	return Lens{zoom, c.X - width/zoom/2, c.Y - height/zoom/2}.within(width, height)
}

// magnified returns the layout as it looks through a lens.
func (l layout) magnified(v Lens) layout {
	l.lens = v
	l.m = l.m.grown(min(v.Zoom, mostGrown))
	l.zones, l.done, l.queues = slices.Clone(l.zones), slices.Clone(l.done), slices.Clone(l.queues)
	l.procs, l.boxes = slices.Clone(l.procs), slices.Clone(l.boxes)
	for i := range l.places {
		l.places[i] = v.rect(l.places[i])
	}
	for i := range l.zones {
		l.zones[i].zoom(&v, &l.m)
	}
	for i := range l.done {
		d := &l.done[i]
		d.label, d.width = v.point(d.label), d.width*v.Zoom
	}
	for i := range l.queues {
		q := &l.queues[i]
		q.at, q.width = v.point(q.at), q.width*v.Zoom
	}
	for i := range l.procs {
		l.procs[i].rect = v.rect(l.procs[i].rect)
	}
	for i := range l.boxes {
		l.boxes[i].magnify(&v)
	}
	if l.tree != nil {
		t := *l.tree
		t.rows = slices.Clone(t.rows)
		t.magnify(&v)
		l.tree = &t
	}
	return l
}

// drawLens says, over a magnified stage, what part of it is shown.
func (s *Scene) drawLens(pic *Picture) {
	if !s.view.Lens.on() {
		return
	}
	m, th := &s.base.m, s.view.Theme
	bar := Rect{0, 0, s.lay.stage.W, 30 * m.u}
	pic.box(bar, 0, th.Panel, th.Line, 1*m.u, 0)
	y, right := bar.H/2, bar.W-m.pad
	soft := textStyle{font.Regular, m.body, th.Muted}
	w := pic.textRight(say(words.lens, zoomText(s.view.Lens.Zoom)), right, y, right, soft)
	right -= w + 12*m.u
	c := s.lay.stage.Center()
	x := m.pad
	for state := trace.Created; state <= trace.Done; state++ {
		if s.lay.places[state].Contains(c) {
			look := &th.States[state]
			x += pic.text(words.places[state], x, y, right-x, textStyle{font.Bold, m.head, look.Color}) + 8*m.u
			x += pic.text(count(s.to.Counts[state]), x, y, right-x, textStyle{font.Bold, m.head, th.Text}) + 10*m.u
		}
	}
	for i := range s.lay.boxes {
		if b := &s.lay.boxes[i]; b.rect.Contains(c) {
			name, _, _ := s.boxTitle(b)
			x += pic.text(name, x, y, right-x, textStyle{font.MonoBold, m.head, th.Text}) + 10*m.u
		}
	}
	for i := range s.lay.zones {
		z := &s.lay.zones[i]
		first, end := z.rows(s.lay.stage)
		end = min(end, s.now.zones[i].n)
		if z.peak > mostNamed && z.rect.Contains(c) && first < end && !z.byID {
			pic.text(say(words.range_, count(first+1), count(end), count(s.now.zones[i].n)), x, y, right-x, soft)
		}
	}
}

// zoomText writes a zoom in two digits or more.
func zoomText(z float64) string {
	if z < 10 {
		return strconv.FormatFloat(z, 'f', 1, 64)
	}
	return count(int(z + 0.5))
}

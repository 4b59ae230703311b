package scene

import (
	"math"

	"gopark/scenarios/trace"
)

// leastColumns is how many columns the closest window has.
const leastColumns = 6

// TimeColumns returns how many columns the axis of the timeline has, and the
// part of them that is seen.
func (s *Scene) TimeColumns() (from, to, all float64) {
	a := &s.tl.axis
	return a.from, a.to, a.length()
}

// StepAt returns the step at a horizontal position of the timeline; beside the
// window it is that at its edge.
func (s *Scene) StepAt(x float64) trace.Step {
	a := &s.tl.axis
	return a.step(min(max(a.columnAt(x), a.from), math.Nextafter(a.to, a.from)))
}

// StepSeen reports whether a step is in the window.
func (s *Scene) StepSeen(step trace.Step) bool {
	a := &s.tl.axis
	c := a.column(step)
	return c >= a.from-0.01 && c+1 <= a.to+0.01
}

// TimelinePlot returns where the rows and columns of the timeline are.
func (s *Scene) TimelinePlot() Rect { return s.tl.plot }

// InNames reports whether a place of the timeline is in the column of names.
func (s *Scene) InNames(p Point) bool {
	return p.X < s.tl.plot.X && p.Y < s.tl.plot.Y+s.tl.plot.H
}

// InAxisName reports whether a place of the timeline is where the axis says
// what it is.
func (s *Scene) InAxisName(p Point) bool { return p.X < s.tl.plot.X && s.tl.head.Contains(p) }

// FocusX returns what a zoom without a pointer is around: the current step, or
// the middle of the window if it is not in it.
func (s *Scene) FocusX() float64 {
	if s.StepSeen(s.to.Step) {
		return s.tl.axis.middle(s.to.Step)
	}
	return s.tl.plot.Center().X
}

// FocusY is the same for the rows: that of who is followed or acts, or the
// middle.
func (s *Scene) FocusY() float64 {
	g := s.view.Selected
	if g == trace.NoG {
		g = s.event.G
	}
	if y, _, ok := s.tl.middleOf(g); ok {
		return y
	}
	return s.tl.plot.Center().Y
}

// Zoomed returns the look at the timeline with a window that is factor times
// closer; what is at x stays there.
func (s *Scene) Zoomed(x, factor float64) TimeView {
	a := &s.tl.axis
	c := a.columnAt(min(max(x, a.x), a.x+a.w))
	width := (a.to - a.from) / factor
	width = min(max(width, min(leastColumns, a.length())), a.length())
	return s.Window(c-(c-a.from)*width/(a.to-a.from), width)
}

// Window returns the look at the timeline with so many columns from a column
// on, moved to where there are columns.
func (s *Scene) Window(from, width float64) TimeView {
	v, all := s.view.Time, s.tl.axis.length()
	if width >= all*(1-1e-9) {
		v.From, v.To = 0, 0
		return v
	}
	width = max(width, min(leastColumns, all))
	v.From = min(max(from, 0), all-width)
	v.To = v.From + width
	return v
}

// Panned returns the look at the timeline moved by so many pixels, to the left
// and up if they are positive.
func (s *Scene) Panned(dx, dy float64) TimeView {
	a, r := &s.tl.axis, &s.tl.rows
	v := s.Window(a.from+dx/a.scale(), a.to-a.from)
	v.Top = s.topFor(r.scroll + dy)
	return v
}

// topFor returns the first row when the rows are scrolled so many pixels.
func (s *Scene) topFor(scroll float64) float64 {
	r := &s.tl.rows
	return r.at(min(max(scroll, 0), max(0, r.total()-r.view.H)))
}

// RowsOverflow reports whether the timeline has more rows than are seen.
func (s *Scene) RowsOverflow() bool { return s.tl.rows.overflows() }

// RowsZoomed returns the look at the timeline with rows that are factor times
// as high; what is at y stays there. The group at y opens, and closes again
// when its rows are as narrow as they get.
func (s *Scene) RowsZoomed(y, factor float64) TimeView {
	r, v := &s.tl.rows, s.view.Time
	if r.grouped && r.open < 0 {
		i := r.rowAt(y)
		if i < 0 || factor <= 1 {
			return v
		}
		_, group := r.row(i)
		if group < 0 {
			return v
		}
		v.Open, v.Pitch, v.Top = group+1, thinRow*r.u, 0
		return v
	}
	pitch := r.pitch * factor
	if r.grouped && factor < 1 && r.pitch <= thinRow*r.u*1.001 {
		v.Open, v.Pitch, v.Top = 0, 0, 0
		return v
	}
	v.Pitch = min(max(pitch, r.leastPitch()), maxRow*r.u)
	if !r.grouped && v.Pitch <= r.leastPitch()*1.001 {
		v.Pitch, v.Top = 0, 0
		return v
	}
	row := r.at(y - r.view.Y + r.scroll)
	next := newRows(s.run, &View{Width: s.view.Width, Time: v}, &s.tl.m, r.view, r.view.H)
	v.Top = next.at(min(max(next.offset(row)-(y-r.view.Y), 0), max(0, next.total()-next.view.H)))
	return v
}

// GroupToggled returns the look at the timeline with the group open whose row
// is at y, or closed if it was open; ok is false if there is none.
func (s *Scene) GroupToggled(y float64) (v TimeView, ok bool) {
	r := &s.tl.rows
	v = s.view.Time
	i := r.rowAt(y)
	if i < 0 {
		return v, false
	}
	_, group := r.row(i)
	if group < 0 {
		return v, false
	}
	v.Pitch = 0
	if v.Open == group+1 {
		v.Open, v.Top = 0, 0
	} else {
		v.Open = group + 1
		v.Top = float64(r.places[group])
	}
	return v, true
}

// Shown returns v changed so that a step is in the window and, unless g is
// NoG, g's row is seen, with no more movement than that needs. A window is
// turned like a page: the step comes to stand near the edge it came over.
func (s *Scene) Shown(v TimeView, step trace.Step, g trace.GID) TimeView {
	a := newAxis(s.run, &v, s.tl.axis.x, s.tl.axis.w)
	width, c := a.to-a.from, a.column(step)
	switch {
	case c+1 > a.to+0.01:
		c -= width * 0.1
	case c < a.from-0.01:
		c -= width * 0.9
	default:
		c = a.from
	}
	w := s.Window(c, width)
	v.From, v.To = w.From, w.To
	v.Top = s.topShowing(v.Top, g)
	return v
}

// topShowing returns the first row when g's is seen, with a row of neighbours,
// if possible the one that is the first already.
func (s *Scene) topShowing(first float64, g trace.GID) float64 {
	r := &s.tl.rows
	scroll := r.offset(first)
	if i, _ := r.rowOf(g); g != trace.NoG && r.overflows() && i < r.count() {
		margin := min(r.height(i), r.view.H/4)
		top, bottom := r.start(i)-margin, r.start(i+1)+margin
		switch {
		case top < scroll:
			return s.topFor(top)
		case bottom > scroll+r.view.H:
			return s.topFor(bottom - r.view.H)
		}
	}
	return first
}

// Opened returns the look at the timeline in which g has a row of its own.
func (s *Scene) Opened(g trace.GID) TimeView {
	v := s.view.Time
	if r := &s.tl.rows; r.grouped && g != trace.NoG && int(g) <= s.run.Goroutines() {
		if k := s.run.GroupOf(g); s.run.Groups()[k].Size > 1 && v.Open != k+1 {
			v.Open, v.Pitch, v.Top = k+1, 0, 0
		}
	}
	return v
}

// Around returns the look at the timeline with a window over the steps
// [from, to) and a little on both sides.
func (s *Scene) Around(from, to trace.Step) TimeView {
	a := &s.tl.axis
	c0, c1 := a.column(from), a.end(max(to-1, from))
	width := max((c1-c0)*1.3, leastColumns)
	return s.Window((c0+c1-width)/2, width)
}

// edgeReach is how far from an edge of the frame a pointer may be, in units.
const edgeReach = 7

// Hold is the part of the minimap's frame that a pointer takes hold of.
type Hold uint8

const (
	HoldNone Hold = iota
	HoldFrame
	HoldLeft
	HoldRight
)

// FrameHold returns what a pointer at x takes hold of; beside the frame it is
// nothing.
func (s *Scene) FrameHold(x float64) Hold {
	f, reach := s.tl.frame(), edgeReach*s.tl.m.u
	if s.tl.phone {
		reach *= 2
	}
	left, right := math.Abs(x-f.X), math.Abs(x-f.X-f.W)
	switch {
	case f.W > 3*reach && left < reach, x < f.X && left < reach:
		return HoldLeft
	case f.W > 3*reach && right < reach, x > f.X+f.W && right < reach:
		return HoldRight
	case x >= f.X && x < f.X+f.W:
		return HoldFrame
	}
	return HoldNone
}

// FrameDragged returns the look at the timeline after what is held of the
// minimap's frame was dragged by so many pixels, from where v has it.
func (s *Scene) FrameDragged(v TimeView, hold Hold, dx float64) TimeView {
	a, all := newAxis(s.run, &v, s.tl.axis.x, s.tl.axis.w), s.tl.axis.length()
	d := dx / s.tl.whole.scale()
	least := min(leastColumns, all)
	from, to := a.from, a.to
	switch hold {
	case HoldFrame:
		return s.Window(from+d, to-from)
	case HoldLeft:
		from = min(max(from+d, 0), to-least)
	case HoldRight:
		to = max(min(to+d, all), from+least)
	}
	return s.Window(from, to-from)
}

// FrameAt returns the look at the timeline with the minimap's frame around a
// horizontal position.
func (s *Scene) FrameAt(x float64) TimeView {
	a := &s.tl.axis
	width := a.to - a.from
	return s.Window(s.tl.whole.columnAt(x)-width/2, width)
}

// AxisToggled returns the look at the timeline with the other axis, and about
// the same steps in the window.
func (s *Scene) AxisToggled() TimeView {
	v, a := s.view.Time, s.tl.axis
	whole := a.to-a.from >= a.length()
	from, to := a.step(a.from), a.step(a.to)
	v.ByTime = !v.ByTime
	v.From, v.To = 0, 0
	if !whole {
		b := newAxis(s.run, &v, a.x, a.w)
		v.From, v.To = b.column(from), b.end(to)
	}
	return v
}

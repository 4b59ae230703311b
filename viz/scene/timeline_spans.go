package scene

import (
	"math"
	"slices"
	"sort"

	"gopark/scenarios/trace"
	"gopark/viz/model"
)

// Spans narrower than narrow pixels are gathered into cells at least as wide;
// densities have cells of their own width.
const (
	narrow     = 1.5
	crowdWidth = 2.5
)

// cell returns the width of cells in columns: the least power of two that is
// so many pixels wide. Cells stand at its multiples, whatever the window is,
// so that they do not flicker when it moves.
func (t *timeline) cell(pixels float64) float64 {
	return math.Exp2(math.Ceil(math.Log2(pixels / t.axis.scale())))
}

// gathered is neighbouring cells that look the same.
type gathered struct {
	state    trace.GState
	from, to float64 // columns
}

// buildRow draws the states of one goroutine within the window. It visits only
// spans that are wide enough to be seen and cells, never all of a long row.
func (t *timeline) buildRow(pic *Picture, g trace.GID, y, pitch float64) {
	changes := t.run.Changes(g)
	a := &t.axis
	cell := t.cell(narrow)
	high := rowHeight(pitch, t.m.u)
	y += (pitch - high) / 2
	var sum gathered
	flush := func() {
		if sum.to > sum.from && sum.state != trace.Done {
			t.clipped(pic, whole(a.pixel(sum.from), a.pixel(sum.to), y, high), t.view.Theme.States[sum.state].Color)
		}
		sum = gathered{}
	}
	from := math.Floor(a.from/cell) * cell
	i := max(0, changeFrom(changes, t.cellStep(from, cell))-1)
	for at := from; i < len(changes); {
		start := a.column(changes[i].Step)
		end := t.endOf(changes, i)
		if start >= a.to {
			break
		}
		if end-start >= cell {
			flush()
			t.span(pic, Rect{a.pixel(start), y, a.pixel(end) - a.pixel(start), high}, changes[i].State)
			at = end
			i++
			continue
		}
		at = max(at, start)
		next := (math.Floor(at/cell) + 1) * cell
		state, to, j := t.gather(changes, i, at, next, cell)
		if state != sum.state || at != sum.to {
			flush()
			sum = gathered{state: state, from: at}
		}
		sum.to = to
		at, i = to, j
	}
	flush()
}

// endOf returns the column at which the i-th span ends.
func (t *timeline) endOf(changes []model.Change, i int) float64 {
	if i+1 < len(changes) {
		return t.axis.column(changes[i+1].Step)
	}
	return t.axis.length()
}

// changeFrom returns the index of the first change at a step or after it.
func changeFrom(changes []model.Change, step trace.Step) int {
	return sort.Search(len(changes), func(i int) bool { return changes[i].Step >= step })
}

// cellStep returns the first step that begins in a cell, or after it. All rows
// ask for the same, so it is looked up once.
func (t *timeline) cellStep(column, cell float64) trace.Step {
	if t.axis.perNS == 0 {
		return trace.Step(math.Ceil(column))
	}
	i := int(math.Round((column - math.Floor(t.axis.from/cell)*cell) / cell))
	for len(t.cells) <= i {
		k := float64(len(t.cells)) + math.Floor(t.axis.from/cell)
		t.cells = append(t.cells, t.axis.firstFrom(k*cell))
	}
	return t.cells[i]
}

// gather returns the state that the spans from the i-th on are in for most of
// the part from column at to column next, where that part ends, since a wide
// span may begin in it, and the span to go on with. Where there are very many
// spans, some places decide.
func (t *timeline) gather(changes []model.Change, i int, at, next, cell float64) (trace.GState, float64, int) {
	const few = 16
	j := i + changeFrom(changes[i:], t.cellStep(next, cell))
	// The last one may go on beyond the cell, or be wide.
	to := next
	rest := j - 1
	if start, end := t.axis.column(changes[rest].Step), t.endOf(changes, rest); end <= next {
		to, rest = end, j
	} else if end-start >= cell {
		to, j = max(start, at), rest
	}
	var weight [trace.NumStates]float64
	if j-i <= few {
		for k := i; k < j; k++ {
			weight[changes[k].State] += min(t.endOf(changes, k), to) - max(t.axis.column(changes[k].Step), at)
		}
	} else {
		for n := range few {
			k := t.axis.step(at + (to-at)*(float64(n)+0.5)/few)
			weight[changes[i+sort.Search(j-i-1, func(d int) bool { return changes[i+d+1].Step > k })].State]++
		}
	}
	best := changes[i].State
	for s, w := range weight {
		if w > weight[best] {
			best = trace.GState(s)
		}
	}
	return best, to, max(rest, i)
}

// whole returns a box between whole pixels, so that there are no seams between
// neighbours; it is never less than one wide.
func whole(x0, x1, y, high float64) Rect {
	x0, x1 = math.Round(x0), math.Round(x1)
	return Rect{x0, y, max(x1-x0, 1), high}
}

// rowHeight returns the height of the spans in a row.
func rowHeight(pitch, u float64) float64 {
	if pitch < 8 {
		return max(pitch-1, 1)
	}
	return max(pitch-5*u, pitch*0.7)
}

// cut returns the part of a span that is drawn: it is cut where rows end, and
// a little beyond where columns do.
func (t *timeline) cut(r Rect) Rect {
	edge := overhang * t.m.u
	x0, x1 := max(r.X, t.plot.X-edge), min(r.X+r.W, t.plot.X+t.plot.W+edge)
	y0, y1 := max(r.Y, t.plot.Y), min(r.Y+r.H, t.plot.Y+t.plot.H)
	return Rect{x0, y0, max(0, x1-x0), max(0, y1-y0)}
}

// clipped draws a plain box as far as it is in the plot.
func (t *timeline) clipped(pic *Picture, r Rect, c Color) {
	if r = t.cut(r); r.W > 0 && r.H > 0 {
		pic.box(r, 0, c, Color{}, 0, 0)
	}
}

func (t *timeline) span(pic *Picture, r Rect, state trace.GState) {
	m, th := &t.m, t.view.Theme
	look := &th.States[state]
	if r.H < 5*m.u && state != trace.Done {
		t.clipped(pic, r, look.Color)
		return
	}
	if r.W > 4*m.u {
		r.X += 0.5 * m.u
		r.W -= 1 * m.u
	}
	if state == trace.Done {
		t.clipped(pic, Rect{r.X, r.Y + r.H/2 - 0.5*m.u, r.W, 1 * m.u}, th.Line)
		return
	}
	if r = t.cut(r); r.W == 0 || r.H == 0 {
		return
	}
	radius := min(4*m.u, r.W/3, r.H/3)
	line := min(1.5*m.u, r.W/3, r.H/4)
	switch {
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

// stack is the order in which states stand upon each other, from below.
var stack = [...]trace.GState{trace.Done, trace.Blocked, trace.Created, trace.Runnable, trace.Running}

// buildCrowd draws how many goroutines of a group are in each state: exact
// numbers at the middle of each cell.
func (t *timeline) buildCrowd(pic *Picture, group int, y, pitch float64) {
	a := &t.axis
	cell := max(t.cell(crowdWidth), 1)
	size := t.run.Groups()[group].Size
	high := pitch - 4*t.m.u
	y += 2 * t.m.u
	var last model.Density
	begin := -1.0
	from := math.Floor(a.from/cell) * cell
	for at := from; ; at += cell {
		var now model.Density
		if at < a.to {
			now = t.run.CountsOf(group, a.step(at+cell/2))
		}
		if begin >= 0 && (now != last || at >= a.to) {
			t.stacked(pic, whole(a.pixel(begin), a.pixel(min(at, a.length())), y, high), &last, size)
			begin = -1
		}
		if at >= a.to {
			return
		}
		if begin < 0 {
			begin, last = at, now
		}
	}
}

// stacked draws the states of a crowd upon each other. A state that somebody
// is in is never lower than a pixel.
func (t *timeline) stacked(pic *Picture, r Rect, d *model.Density, size int) {
	var heights [trace.NumStates]float64
	sum, most := 0.0, trace.Done
	for _, s := range stack {
		if d[s] > 0 {
			heights[s] = max(r.H*float64(d[s])/float64(size), min(1, r.H/5))
			sum += heights[s]
			if heights[s] > heights[most] {
				most = s
			}
		}
	}
	heights[most] -= max(0, sum-r.H)
	y := r.Y + r.H
	for _, s := range stack {
		if heights[s] <= 0 {
			continue
		}
		y -= heights[s]
		color := t.view.Theme.States[s].Color
		if s == trace.Done {
			color = color.Fade(0.5)
		}
		t.clipped(pic, Rect{r.X, y, r.W, heights[s]}, color)
	}
}

// stateAt returns the span of g that a step belongs to.
func (t *timeline) stateAt(g trace.GID, step trace.Step) (model.Change, bool) {
	c := t.run.Changes(g)
	i, _ := slices.BinarySearchFunc(c, step, func(c model.Change, step trace.Step) int {
		if c.Step <= step {
			return -1
		}
		return 1
	})
	if i == 0 {
		return model.Change{}, false
	}
	return c[i-1], true
}

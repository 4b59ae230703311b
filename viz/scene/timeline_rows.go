package scene

import (
	"math"
	"sort"

	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
)

// rows is the vertical of the timeline.
//
// As long as every goroutine of the run can have a row that is seen, each has
// one. Else there is a row for each group, the goroutines of one go statement,
// which shows how many of them are in each state; a group of one is shown as
// the goroutine it is. One group can be open: the rows of its goroutines stand
// below its own, in the order that is chosen, and are scrolled through. Their
// pitch goes from lines of a few pixels, which show a pattern, to rows with
// names; so each single goroutine of a million is an opened group and a
// scroll, or a search, away.
type rows struct {
	run     *model.Run
	order   *model.Order
	tree    bool
	grouped bool
	open    int         // the place in order.Groups of the open group, -1: none
	list    []trace.GID // the goroutines with rows of their own
	pitch   float64     // the height of these rows
	heads   []float64   // grouped: where the row of each group begins were none open, and the end
	places  []int       // grouped: by group, its place in order.Groups
	view    Rect        // where rows are seen
	scroll  float64     // how far down, in pixels
	u       float64
	deepest int // of the rows that are indented, in levels
}

// The heights of rows in units. Below thinRow rows do not look like rows.
const (
	thinRow  = 3
	plainRow = 18 // with a name
	roomyRow = 26
	maxRow   = 40
	headRow  = 26 // of a group
)

// minLabel is the least distance of two names, in units.
const minLabel = 16

func orderOf(run *model.Run, s RowSort) *model.Order {
	switch s {
	case SortTree:
		return run.ByTree()
	case SortLifetime:
		return run.ByLifetime()
	}
	return run.ByCreation()
}

// newRows lays out the rows in a room. Whether they are grouped does not
// depend on whether there is a minimap, so that a zoom does not change it.
func newRows(run *model.Run, v *View, m *measures, room Rect, least float64) rows {
	r := rows{run: run, order: orderOf(run, v.Time.Sort), tree: v.Time.Sort == SortTree, open: -1, view: room, u: m.u}
	thin := thinRow * m.u
	if v.Width <= phoneWidth {
		thin = 8 * m.u
	}
	n := run.Goroutines()
	fit := room.H / float64(max(n, 1))
	crowded := least/float64(max(n, 1)) < thin
	r.grouped = crowded && len(r.order.Groups) < n
	if r.grouped {
		r.layGroups(v)
	} else {
		r.list = r.order.All
		r.pitch = min(fit, roomyRow*m.u)
		if crowded {
			r.pitch = plainRow * m.u
		}
	}
	if p := v.Time.Pitch; p > 0 && (!r.grouped || r.open >= 0) {
		r.pitch = min(max(p, r.leastPitch()), maxRow*m.u)
	}
	if r.pitch < 8 {
		// Uneven rows would look like a pattern.
		r.pitch = max(1, math.Floor(r.pitch))
	}
	if r.tree {
		for _, g := range r.list[:min(len(r.list), 4096)] {
			r.deepest = max(r.deepest, run.Depth(g))
		}
		r.deepest = min(r.deepest, mostIndent)
	}
	r.scroll = min(r.offset(v.Time.Top), max(0, r.total()-room.H))
	return r
}

// leastPitch is that of rows that all fit, or of the narrowest rows.
func (r *rows) leastPitch() float64 {
	return max(thinRow*r.u, min(r.view.H/float64(max(len(r.list), 1)), roomyRow*r.u))
}

// layGroups gives each group its row: groups of one as much as a goroutine,
// the others what is left.
func (r *rows) layGroups(v *View) {
	groups := r.order.Groups
	r.places = make([]int, len(groups))
	for i, k := range groups {
		r.places[k] = i
	}
	if k := v.Time.Open - 1; k >= 0 && k < len(groups) && r.run.Groups()[k].Size > 1 {
		r.open = r.places[k]
		r.list = r.order.Members(k)
		r.pitch = plainRow * r.u
	}
	single := plainRow * r.u
	crowds := 0
	for _, k := range groups {
		if r.run.Groups()[k].Size > 1 {
			crowds++
		}
	}
	head := headRow * r.u
	if r.open < 0 {
		head = max((r.view.H-single*float64(len(groups)-crowds))/float64(crowds), head)
	}
	y := 0.0
	for _, k := range groups {
		r.heads = append(r.heads, y)
		if r.run.Groups()[k].Size > 1 {
			y += head
		} else {
			y += single
		}
	}
	r.heads = append(r.heads, y)
}

// count returns how many rows there are.
func (r *rows) count() int {
	if r.grouped {
		return len(r.heads) - 1 + len(r.list)
	}
	return len(r.list)
}

// row returns what a row is: a goroutine, or a group if that is not negative.
func (r *rows) row(i int) (trace.GID, int) {
	if r.grouped {
		switch {
		case r.open >= 0 && i > r.open+len(r.list):
			i -= len(r.list)
		case r.open >= 0 && i > r.open:
			return r.list[i-r.open-1], -1
		}
		k := r.order.Groups[i]
		if r.run.Groups()[k].Size > 1 {
			return trace.NoG, k
		}
		return r.order.Members(k)[0], -1
	}
	return r.list[i], -1
}

// start returns where a row begins, from the first row on.
func (r *rows) start(i int) float64 {
	switch {
	case !r.grouped:
		return float64(i) * r.pitch
	case r.open < 0 || i <= r.open:
		return r.heads[i]
	case i <= r.open+len(r.list):
		return r.heads[r.open+1] + float64(i-r.open-1)*r.pitch
	}
	return r.heads[i-len(r.list)] + float64(len(r.list))*r.pitch
}

func (r *rows) total() float64 { return r.start(r.count()) }

func (r *rows) height(i int) float64 { return r.start(i+1) - r.start(i) }

// offset returns where a place among the rows is; the fraction is a part of
// the row.
func (r *rows) offset(row float64) float64 {
	row = min(max(row, 0), float64(r.count()))
	i := min(int(row), max(0, r.count()-1))
	if r.count() == 0 {
		return 0
	}
	return r.start(i) + (row-float64(i))*r.height(i)
}

// at is the inverse of offset.
func (r *rows) at(offset float64) float64 {
	n := r.count()
	i := sort.Search(n, func(i int) bool { return r.start(i+1) > offset })
	if i >= n {
		return float64(n)
	}
	return max(0, float64(i)+(offset-r.start(i))/r.height(i))
}

// top returns where a row is in the picture.
func (r *rows) top(i int) float64 { return r.view.Y + r.start(i) - r.scroll }

// first returns the first row that is seen.
func (r *rows) first() int { return int(r.at(r.scroll)) }

// rowAt returns the row at a height of the picture, -1 if there is none.
func (r *rows) rowAt(y float64) int {
	if i := int(math.Floor(r.at(y - r.view.Y + r.scroll))); y >= r.view.Y && y < r.view.Y+r.view.H && i < r.count() {
		return i
	}
	return -1
}

// rowOf returns the row of a goroutine, ok is false if it has none of its own.
func (r *rows) rowOf(g trace.GID) (i int, ok bool) {
	if g == trace.NoG || int(g) > r.run.Goroutines() {
		return 0, false
	}
	if !r.grouped {
		return r.order.Rank(g), true
	}
	k := r.run.GroupOf(g)
	i = r.headOf(k)
	if r.run.Groups()[k].Size == 1 {
		return i, true
	}
	if r.open >= 0 && i == r.open {
		return r.open + 1 + r.order.Place(g), true
	}
	return i, false
}

// headOf returns the row of a group.
func (r *rows) headOf(group int) int {
	i := r.places[group]
	if r.open >= 0 && i > r.open {
		i += len(r.list)
	}
	return i
}

// overflows reports whether there are more rows than are seen.
func (r *rows) overflows() bool { return r.total() > r.view.H+0.5 }

// The indent of one level of the tree, in units, and how many levels are told
// apart.
const (
	indent     = 12
	mostIndent = 6
)

// depth returns how many levels a row is indented.
func (r *rows) depth(i int) int {
	if !r.tree {
		return 0
	}
	g, group := r.row(i)
	if group >= 0 {
		g = r.order.Members(group)[0]
	}
	return min(r.run.Depth(g), mostIndent)
}

// labelWidth returns the width of the column of names.
func (r *rows) labelWidth(phone bool, m *measures) float64 {
	id := font.Width(font.Regular, m.body, trace.GID(r.run.Goroutines()).String())
	widest := id
	for _, g := range r.run.Groups() {
		switch fn := font.Width(font.Regular, m.body, g.Func); {
		case r.grouped && g.Size > 1:
			widest = max(widest, 14*m.u+fn+font.Width(font.Regular, m.body, " ×"+count(g.Size)))
		case !phone:
			widest = max(widest, id+font.Width(font.Regular, m.body, " ")+fn)
		}
	}
	most := 130 * m.u
	if r.grouped {
		most = 190 * m.u
	}
	if phone {
		most = 110 * m.u
	}
	return min(widest+float64(r.deepest)*indent*m.u, most)
}

// rowName is what the row of a goroutine is called.
func (t *timeline) rowName(g trace.GID) string {
	if t.phone {
		return g.String()
	}
	return t.run.Name(g)
}

func (t *timeline) labelX(i int) float64 {
	return t.rect.X + t.m.pad + float64(t.rows.depth(i))*indent*t.m.u
}

// drawNames names the rows of goroutines, of narrow ones each second, third,
// fifth, tenth… The one that acts, or the one that is followed, always has its
// name, and it stands out.
func (s *Scene) drawNames(pic *Picture) {
	t := &s.tl
	m, th, r := &t.m, t.view.Theme, &t.rows
	who := s.event.G
	if s.view.Selected != trace.NoG {
		who = s.view.Selected
	}
	bottom := t.plot.Y + t.plot.H
	// A name is centred on its row but stays within the rows.
	middle := func(i int) (float64, bool) {
		y := r.top(i) + r.height(i)/2
		ok := y >= t.plot.Y && y <= bottom
		return min(max(y, t.plot.Y+m.body*0.5), bottom-m.body*0.5), ok
	}
	room := minLabel * m.u
	taken := math.Inf(-1)
	if i, ok := r.rowOf(who); ok {
		if y, ok := middle(i); ok {
			taken = y
			t.drawName(pic, i, who, y, th.Text)
		}
	}
	every := r.namedEvery()
	last := math.Inf(-1)
	for i := r.first(); i < r.count() && r.top(i) < bottom; i++ {
		g, group := r.row(i)
		if group >= 0 {
			last = r.top(i) + r.height(i) - room/2
			continue
		}
		y, ok := middle(i)
		if k := r.listed(i); !ok || g == who && taken == y || k >= 0 && k%every != 0 {
			continue
		}
		if y-last < room-1 || abs(y-taken) < room-1 {
			continue
		}
		last = y
		t.drawName(pic, i, g, y, th.Muted.Fade(s.lightOnG(g)))
	}
}

func (t *timeline) drawName(pic *Picture, i int, g trace.GID, y float64, color Color) {
	x := t.labelX(i)
	t.drawBranch(pic, i, x, y)
	pic.text(t.rowName(g), x, y, t.plot.X-x-6*t.m.u, textStyle{font.Regular, t.m.body, color})
}

// namedEvery returns of how many rows one has a name.
func (r *rows) namedEvery() int {
	switch k := minLabel * r.u / max(r.pitch, 1); {
	case k <= 1.05:
		return 1
	case k <= 5:
		return int(math.Ceil(k - 0.05))
	default:
		return int(nice(k))
	}
}

// drawGroupLabels names the rows of groups.
func (t *timeline) drawGroupLabels(pic *Picture) {
	r := &t.rows
	for i := r.first(); i < r.count() && r.top(i) < t.plot.Y+t.plot.H; i++ {
		if _, group := r.row(i); group >= 0 {
			x := t.labelX(i)
			t.drawGroupLabel(pic, i, group, x, t.plot.X-x-6*t.m.u)
		}
	}
}

// listed returns the place of a row among the rows that are narrow together,
// -1 if it is not one of them.
func (r *rows) listed(i int) int {
	if !r.grouped {
		return i
	}
	if r.open >= 0 && i > r.open && i <= r.open+len(r.list) {
		return i - r.open - 1
	}
	return -1
}

// drawGroupLabel says what a group is and how many it has: "worker ×12,000",
// and below, where there is room, where they were made.
func (t *timeline) drawGroupLabel(pic *Picture, i, group int, x, room float64) {
	m, th, r := &t.m, t.view.Theme, &t.rows
	k := t.run.Groups()[group]
	y0, y1 := max(r.top(i), t.plot.Y), min(r.top(i)+r.height(i), t.plot.Y+t.plot.H)
	if y1-y0 < minLabel*m.u {
		return
	}
	y := (y0 + y1) / 2
	sign := "+"
	if r.open >= 0 && i == r.open {
		sign = "−"
	}
	two := y1-y0 >= 2.4*minLabel*m.u && k.Site != trace.NoSite
	if two {
		y -= minLabel / 2 * m.u
	}
	pic.text(sign, x, y, room, textStyle{font.Bold, m.body, th.Muted})
	x += 14 * m.u
	room -= 14 * m.u
	size := " ×" + count(k.Size)
	w := font.Width(font.Regular, m.body, size)
	w = pic.text(k.Func, x, y, room-w, textStyle{font.Regular, m.body, th.Text})
	pic.text(size, x+w, y, room-w, textStyle{font.Regular, m.body, th.Text})
	if two {
		s := &t.run.Trace.Sites[k.Site]
		where := t.run.Trace.Files[s.File].Name + ":" + count(s.Line)
		pic.text(where, x, y+minLabel*m.u, room, textStyle{font.Regular, m.body, th.Muted})
	}
}

// drawBranch links a row of the creation tree to the one that created it.
func (t *timeline) drawBranch(pic *Picture, i int, x, y float64) {
	r, m, th := &t.rows, &t.m, t.view.Theme
	if !r.tree || r.depth(i) == 0 || r.depth(i) == mostIndent {
		return
	}
	g, _ := r.row(i)
	parent, ok := r.rowOf(t.run.Trace.Goroutines[g].Parent)
	if !ok {
		return
	}
	line := 1.25 * m.u
	x -= 0.6 * indent * m.u
	from := max(r.top(parent)+r.height(parent)/2+m.body*0.55, t.plot.Y)
	pic.box(Rect{x, from, line, max(0, y-from)}, 0, th.Line, Color{}, 0, 0)
	pic.box(Rect{x, y - line/2, 0.45 * indent * m.u, line}, 0, th.Line, Color{}, 0, 0)
}

// drawScroll shows which part of the rows is seen.
func (t *timeline) drawScroll(pic *Picture) {
	r, m, th := &t.rows, &t.m, t.view.Theme
	if !r.overflows() {
		return
	}
	high := max(14*m.u, r.view.H*r.view.H/r.total())
	y := r.view.Y + (r.view.H-high)*r.scroll/(r.total()-r.view.H)
	pic.box(Rect{t.plot.X + t.plot.W + 2*m.u, y, 4 * m.u, high}, 2*m.u, th.Muted.Fade(0.7), Color{}, 0, 0)
}

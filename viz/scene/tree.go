package scene

import (
	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
)

// tree is the contexts of a run, each below its parent.
type tree struct {
	rect  Rect
	title Point // middle of the title's left end
	rows  []treeRow
	more  []treeRow // those for which there is no row of their own
	rest  int       // the zone of who waits for their ends, -1: none
	foot  Rect      // where they are told
}

// treeRow is one context. Who waits for its end stands in its row.
type treeRow struct {
	obj   trace.ObjID
	done  trace.ObjID // its channel, or NoObj
	timer trace.ObjID
	depth int
	rect  Rect
	text  float64 // width of what is said about it
	zone  int
}

// contextRows returns the contexts in the order of the tree.
func contextRows(run *model.Run) []treeRow {
	objects := run.Trace.Objects
	below := map[trace.ObjID][]trace.ObjID{}
	for o := 1; o < len(objects); o++ {
		if of := objects[o].Of; of != trace.NoObj {
			below[of] = append(below[of], trace.ObjID(o))
		}
	}
	var rows []treeRow
	var add func(o trace.ObjID, depth int)
	add = func(o trace.ObjID, depth int) {
		i := len(rows)
		rows = append(rows, treeRow{obj: o, depth: depth, zone: -1})
		for _, p := range below[o] {
			switch objects[p].Kind {
			case trace.ObjChan:
				rows[i].done = p
			case trace.ObjTimer:
				rows[i].timer = p
			}
		}
		for _, p := range below[o] {
			if objects[p].Kind == trace.ObjContext {
				add(p, depth+1)
			}
		}
	}
	for o := 1; o < len(objects); o++ {
		if objects[o].Kind == trace.ObjContext && objects[o].Of == trace.NoObj {
			add(trace.ObjID(o), 0)
		}
	}
	return rows
}

const (
	treeTitle = 28 // height of the tree's title line, in units
	treeStep  = 16 // how far a child stands to the right of its parent
	leastRow  = 19
)

func (l *layout) treeHeight(rows int) float64 {
	return (treeTitle+8)*l.m.u + float64(rows)*(l.m.token+4*l.m.u)
}

// treeWidth returns the width at which all rows say everything on one line.
func (l *layout) treeWidth(run *model.Run, rows []treeRow) float64 {
	m := &l.m
	widest := 0.0
	for i := range rows {
		w := l.rowText(run, &rows[i])
		if rows[i].done != trace.NoObj {
			w += float64(min(run.Peaks.Waiters[rows[i].done], 4)) * (m.sizes[0].w + m.sizes[0].gap)
		}
		widest = max(widest, w)
	}
	return widest + 2*m.pad
}

// rowText returns the width of a row's words at their longest.
func (l *layout) rowText(run *model.Run, r *treeRow) float64 {
	m := &l.m
	o := &run.Trace.Objects[r.obj]
	name := font.Width(font.MonoBold, m.head, o.Name)
	says := font.Width(font.Regular, m.body, contextKind(o)+" · "+say(words.left, "100 ms"))
	return float64(r.depth)*treeStep*m.u + name + says + 24*m.u
}

// layTree puts the rows into r.
func (l *layout) layTree(run *model.Run, rows []treeRow, r Rect) {
	m := &l.m
	t := &tree{rect: r, title: Point{r.X + m.pad, r.Y + 15*m.u}, rest: -1}
	room := r.H - (treeTitle+4)*m.u
	high := min(m.token+4*m.u, room/float64(len(rows)))
	if high < leastRow*m.u {
		high = leastRow * m.u
		fits := max(0, int(room/high)-1)
		t.more, rows = rows[fits:], rows[:fits]
	}
	for i := range rows {
		row := &rows[i]
		row.rect = Rect{r.X + m.pad, r.Y + treeTitle*m.u + float64(i)*high, r.W - 2*m.pad, high}
		row.text = min(l.rowText(run, row), row.rect.W*0.72)
		if row.done == trace.NoObj {
			row.text = row.rect.W
			continue
		}
		// Who waits has a name, if need be instead of some of the words.
		peak := run.Peaks.Waiters[row.done]
		in := Rect{row.rect.X + row.text, row.rect.Y + 1*m.u, row.rect.W - row.text, high - 2*m.u}
		for row.text > row.rect.W*0.45 && !m.fit(in, trace.Blocked, peak).kind.named() {
			row.text -= row.rect.W * 0.05
			in.X, in.W = row.rect.X+row.text, row.rect.W-row.text
		}
		row.zone = l.fit(in, trace.Blocked, peak)
		l.waiters[row.done], l.senders[row.done] = row.zone, row.zone
	}
	t.rows = rows
	l.tree = t
	if len(t.more) == 0 {
		return
	}
	t.foot = Rect{r.X + m.pad, r.Y + r.H - high - 2*m.u, r.W - 2*m.pad, high}
	peak := 0
	for i := range t.more {
		peak += run.Peaks.Waiters[t.more[i].done]
	}
	if peak == 0 {
		return
	}
	in := t.foot
	in.X, in.W = in.X+in.W*0.6, in.W*0.4
	t.rest = l.fit(in, trace.Blocked, peak)
	for i := range t.more {
		if o := t.more[i].done; o != trace.NoObj {
			l.waiters[o], l.senders[o] = t.rest, t.rest
		}
	}
}

func (t *tree) magnify(v *Lens) {
	t.rect = v.rect(t.rect)
	t.title, t.foot = v.point(t.title), v.rect(t.foot)
	for i := range t.rows {
		r := &t.rows[i]
		r.rect, r.text = v.rect(r.rect), r.text*v.Zoom
	}
}

// row returns the row that an object is told in, nil if in none.
func (t *tree) row(o trace.ObjID) *treeRow {
	if t == nil || o == trace.NoObj {
		return nil
	}
	for i := range t.rows {
		if r := &t.rows[i]; r.is(o) {
			return r
		}
	}
	return nil
}

func (r *treeRow) is(o trace.ObjID) bool { return r.obj == o || r.done == o || r.timer == o }

// drawTree draws the contexts that have been made.
func (s *Scene) drawTree(pic *Picture, t float64) {
	tr := s.lay.tree
	if tr == nil {
		return
	}
	m, th := &s.lay.m, s.view.Theme
	first := s.run.MadeAt(firstContext(s.run))
	if first == 0 || first > s.to.Step {
		return
	}
	alpha := 1.0
	if first == s.to.Step {
		alpha = ease(t)
	}
	pic.box(tr.rect, 7*m.u, Color{}, th.Line.Fade(alpha), 1.25*m.u, 0)
	x, right := tr.title.X, tr.rect.X+tr.rect.W-m.pad
	w := pic.text(words.contexts, x, tr.title.Y, right-x, textStyle{font.MonoBold, m.head, th.Text.Fade(alpha)})
	pic.text(words.contextRule, x+w+8*m.u, tr.title.Y, right-x-w-8*m.u, s.bodyStyle(th.Muted.Fade(alpha)))
	for i := range tr.rows {
		since := len(pic.Shapes)
		s.drawTreeRow(pic, &tr.rows[i], t)
		pic.dim(since, s.lightOnRow(&tr.rows[i]))
	}
	if len(tr.more) > 0 {
		pic.text(say(words.andMore, count(len(tr.more))), tr.foot.X, tr.foot.Y+tr.foot.H/2, tr.foot.W*0.58, s.bodyStyle(th.Muted))
	}
}

func firstContext(run *model.Run) trace.ObjID {
	for o := range run.Trace.Objects {
		if run.Trace.Objects[o].Kind == trace.ObjContext {
			return trace.ObjID(o)
		}
	}
	return trace.NoObj
}

func (s *Scene) drawTreeRow(pic *Picture, r *treeRow, t float64) {
	m, th := &s.lay.m, s.view.Theme
	alpha := 1.0
	switch made := s.run.MadeAt(r.obj); {
	case made == 0 || made > s.to.Step:
		return
	case made == s.to.Step:
		alpha = ease(t)
	}
	v := s.to.O(r.obj)
	y := r.rect.Y + r.rect.H/2
	if s.lay.tree.row(s.event.Obj) == r && s.to.Step > 0 {
		pic.box(Rect{r.rect.X - 6*m.u, r.rect.Y + 1*m.u, r.rect.W + 12*m.u, r.rect.H - 2*m.u}, 5*m.u, Color{}, th.Accent.Fade(alpha), 1.75*m.u, 0)
	}
	pic.Regions = append(pic.Regions, Region{Rect: r.rect, Thing: model.Thing{Kind: model.ThingObj, Obj: r.obj, P: trace.NoP}})
	x := r.rect.X + float64(min(r.depth, 6))*treeStep*m.u
	if r.depth > 0 {
		hook := th.Muted.Fade(alpha)
		pic.box(Rect{x - 10*m.u, r.rect.Y, 1.5 * m.u, r.rect.H / 2}, 0, hook, Color{}, 0, 0)
		pic.box(Rect{x - 10*m.u, y - 0.5*m.u, 7 * m.u, 1.5 * m.u}, 0, hook, Color{}, 0, 0)
	}
	name := textStyle{font.MonoBold, m.head, th.Text.Fade(alpha)}
	soft := s.bodyStyle(th.Muted.Fade(alpha))
	o := &s.run.Trace.Objects[r.obj]
	says := contextKind(o) + " · " + words.live
	switch {
	case v.Cancelled:
		name.color, says = soft.color, words.cancelled
	case v.Until > 0:
		says = contextKind(o) + " · " + say(words.left, model.Duration(max(0, v.Until-s.to.Time)))
	}
	end := r.rect.X + r.text
	w := pic.text(o.Name, x, y, end-x, name)
	if v.Cancelled {
		// Struck through: it is told apart without colour.
		pic.box(Rect{x, y - 0.75*m.u, w, 1.5 * m.u}, 0, soft.color, Color{}, 0, 0)
		if full := say(words.because, v.Cause); font.Width(soft.face, soft.size, full) < end-x-w-8*m.u {
			says = full
		}
	}
	if room := end - x - w - 8*m.u; room > 20*m.u {
		if font.Width(soft.face, soft.size, says) > room {
			says = says[max(0, lastDot(says)):]
		}
		pic.text(says, x+w+8*m.u, y, room, soft)
	}
}

// lastDot returns where the last part of "a · b" begins.
func lastDot(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == ' ' && i > 2 && s[i-1] == 0xb7 {
			return i + 1
		}
	}
	return 0
}

// contextKind is the function that made a context.
func contextKind(o *trace.Object) string {
	const pkg = "context."
	if len(o.Type) > len(pkg) && o.Type[:len(pkg)] == pkg {
		return o.Type[len(pkg):]
	}
	return o.Type
}

package scene

import (
	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
)

// box is the drawn surroundings of one object, or of one kind of wait that has
// no object, or of all objects for which there was no room.
type box struct {
	rect    Rect
	obj     trace.ObjID   // NoObj: see wait and more
	turns   []trace.ObjID // objects that stand here one after the other; nil: only obj
	first   trace.Step    // from which on there is something to it; 0: never
	wait    model.Wait
	shared  bool // more and waits share this box
	more    []trace.ObjID
	waits   []model.Wait
	compact bool // title and tokens on one line
	cells   int  // drawn places of a channel's buffer
	cell    Rect // the first of them
	waiters int  // zone, -1: none
	senders int
	labels  [2]Point // middle of the left ends of the zones' labels
	words   [2]string
	titleW  float64
}

// maxCells bounds the drawn places of a buffer; a larger one is told in words.
const maxCells = 6

// boxPlan is one way to arrange the boxes, tried in order until all fit.
type boxPlan struct {
	unit    float64 // least width of a column
	most    int     // columns that one box may take
	compact bool
	least   float64 // least height of a box
}

// plainBox is the height of a box with a title line and a line of tokens.
const plainBox = 72

var boxPlans = []boxPlan{
	{185, 8, false, plainBox},
	{185, 3, false, plainBox},
	{185, 2, false, plainBox},
	{185, 1, false, 66},
	{165, 1, false, 62},
	{190, 2, true, 36},
	{165, 1, true, 26},
	{130, 1, true, 26},
	{100, 1, true, 24},
}

// boxList returns a box for each object and each kind of wait that occurs, in
// order of appearance. Contexts, and what belongs to them, stand in the tree.
// Objects that are made at the same place, each when the one before is used no
// more, take turns in one box.
func (l *layout) boxList(run *model.Run) []box {
	var list []box
	latest := map[trace.SiteID]int{}
	for o := trace.ObjID(1); int(o) < len(run.Trace.Objects); o++ {
		v := &run.Trace.Objects[o]
		if v.Kind == trace.ObjContext || v.Of != trace.NoObj {
			continue
		}
		if i, ok := latest[v.Site]; ok && v.Site != trace.NoSite {
			if b := &list[i]; run.LastUse(b.turns[len(b.turns)-1]) < run.MadeAt(o) && run.Trace.Objects[b.obj].Kind == v.Kind {
				b.turns = append(b.turns, o)
				continue
			}
		}
		latest[v.Site] = len(list)
		list = append(list, box{obj: o, turns: []trace.ObjID{o}, first: run.MadeAt(o)})
	}
	for w := range model.NumWaits {
		if run.Peaks.Waits[w] > 0 {
			list = append(list, box{wait: w, first: run.WaitsFrom(w)})
		}
	}
	return list
}

// peaks returns the most that ever wait at a box, and that wait to send there.
func (b *box) peaks(run *model.Run) (waiting, sending int) {
	for _, o := range b.turns {
		waiting, sending = max(waiting, run.Peaks.Waiters[o]), max(sending, run.Peaks.Senders[o])
	}
	if b.obj == trace.NoObj {
		waiting = run.Peaks.Waits[b.wait]
	}
	return waiting, sending
}

func (b *box) peak(run *model.Run) int {
	waiting, sending := b.peaks(run)
	return max(waiting, sending)
}

// capacity returns the largest capacity of the channels of a box.
func (b *box) capacity(run *model.Run) int {
	n := 0
	for _, o := range b.turns {
		n = max(n, run.Trace.Objects[o].Cap)
	}
	return n
}

// take lets the object stand in the box whose turn it is at a step.
func (b *box) take(run *model.Run, step trace.Step) {
	for _, o := range b.turns {
		if at := run.MadeAt(o); at != 0 && at <= step {
			b.obj = o
		}
	}
}

// wantedBelow returns the height at which all that is blocked has room, in at
// most three rows of boxes.
func (l *layout) wantedBelow(run *model.Run, width float64) float64 {
	gap, plan := 8*l.m.u, boxPlans[2]
	list := l.boxList(run)
	wanted := 0.0
	if rows := contextRows(run); len(rows) > 0 {
		wanted = l.treeHeight(len(rows)) + gap
		if len(list) > 0 {
			width *= 0.5
		}
	}
	rows := 3
	if len(list) <= 24 {
		cols := max(1, int((width+gap)/(plan.unit*l.m.u+gap)))
		rows = min(max(l.flow(run, list, plan, cols, (width+gap)/float64(cols)-gap, gap), 1), 3)
	}
	if run.Peaks.Blocked > 200 {
		rows++
	}
	return max(wanted, float64(rows)*(plainBox*l.m.u+gap))
}

// layBlocked divides the room of the blocked between the tree of contexts, if
// there is one, and the boxes of everything else.
func (l *layout) layBlocked(run *model.Run, r Rect) {
	for w := range model.NumWaits {
		l.waits[w] = -1
	}
	list := l.boxList(run)
	if rows := contextRows(run); len(rows) > 0 {
		gap := 8 * l.m.u
		t := r
		switch {
		case len(list) == 0:
		case l.phone:
			boxes := float64((len(list)+1)/2) * (40*l.m.u + gap)
			t.H = min(l.treeHeight(len(rows)), max(r.H*0.5, r.H-boxes))
			r.Y, r.H = r.Y+t.H+gap, r.H-t.H-gap
		default:
			// As wide as it wants to be, unless the boxes then lose their insides.
			t.W = min(l.treeWidth(run, rows), r.W*0.58)
			for t.W > r.W*0.34 && !l.roomy(run, list, Rect{W: r.W - t.W - gap, H: r.H}) {
				t.W -= r.W * 0.04
			}
			t.H = min(t.H, l.treeHeight(len(rows)))
			r.X, r.W = r.X+t.W+gap, r.W-t.W-gap
		}
		l.layTree(run, rows, t)
	}
	l.layBoxes(run, list, r)
}

// wanted returns the width at which all that a box ever shows stands on one
// line.
func (l *layout) wanted(run *model.Run, b *box) float64 {
	m := &l.m
	token := m.sizes[0].w + m.sizes[0].gap
	tokens := func(n int) float64 { return float64(min(n, 12)) * token }
	if b.obj == trace.NoObj {
		return 2*m.pad + max(tokens(run.Peaks.Waits[b.wait]), l.titleWidth(run, b))
	}
	o := &run.Trace.Objects[b.obj]
	label := 66 * m.u
	waiting, sending := b.peaks(run)
	w := 2*m.pad + label + tokens(max(1, waiting))
	if o.Kind == trace.ObjChan {
		w += label + tokens(sending)
		w += float64(min(b.capacity(run), maxCells)) * 38 * m.u
	}
	return max(w, min(2*m.pad+l.titleWidth(run, b), 300*m.u))
}

// titleWidth returns the most room a box's title ever needs.
func (l *layout) titleWidth(run *model.Run, b *box) float64 {
	m := &l.m
	name, kind := "time.Sleep", say(words.wakesIn, "10 ms")
	if b.obj != trace.NoObj {
		o := &run.Trace.Objects[b.obj]
		name, kind = o.Name, "RWMutex · "+words.writtenBy+"  G100 "
		if o.Kind == trace.ObjChan {
			kind = o.Type + " · " + say(words.buffered, "2", "3")
		}
	}
	return font.Width(font.MonoBold, m.head, name) + 8*m.u + font.Width(font.Regular, m.body, kind)
}

// enough returns the height beyond which a box gains nothing.
func (l *layout) enough(run *model.Run, list []box, unit float64) float64 {
	m := &l.m
	size := m.sizes[0]
	high := 82 * m.u
	for i := range list {
		b := &list[i]
		n := b.peak(run)
		perRow := max(1, int((b.rect.W-100*m.u)/(size.w+size.gap)))
		rows := float64((n + perRow - 1) / perRow)
		high = max(high, m.title+rows*(size.h+size.gap)+m.pad)
	}
	return high
}

// fillBox places what stands inside a box: the buffer's cells, the labels and
// the zones of the waiting goroutines.
func (l *layout) fillBox(run *model.Run, b *box) {
	m := &l.m
	b.waiters, b.senders = -1, -1
	in := b.rect.Inset(8 * m.u)
	in.X, in.W = b.rect.X+m.pad, b.rect.W-2*m.pad
	b.titleW = in.W
	if b.compact {
		b.titleW = min(in.W*0.6, l.titleWidth(run, b))
		head := b.titleW + 4*m.u
		in = Rect{in.X + head, b.rect.Y + 2*m.u, max(0, in.W-head), b.rect.H - 4*m.u}
	} else {
		head := 20 * m.u
		in.Y, in.H = b.rect.Y+head+8*m.u, b.rect.H-head-12*m.u
	}
	if b.obj == trace.NoObj {
		peak := 0
		if b.shared {
			// An upper bound. The places of those in a select are counted with
			// the goroutines, since their ghosts stand there as well.
			for _, o := range b.more {
				peak += run.Peaks.Waiters[o] + run.Peaks.Senders[o]
			}
			for _, w := range b.waits {
				peak += run.Peaks.Waits[w]
			}
			if zone := m.fit(in, trace.Blocked, peak); len(b.more) > mostShared || !zone.kind.named() {
				// In no order: everybody has the place of its number.
				zone = m.fit(in, trace.Blocked, run.Goroutines())
				zone.byID = true
				b.waiters = l.add(zone)
				return
			}
		} else {
			peak = run.Peaks.Waits[b.wait]
		}
		b.waiters = l.fit(in, trace.Blocked, peak)
		return
	}
	o := &run.Trace.Objects[b.obj]
	waiting, sending := b.peaks(run)
	if o.Kind != trace.ObjChan {
		if !b.compact && in.W > 150*m.u {
			b.words[0] = words.waiting
			in = b.besideLabel(m, 0, in)
		}
		b.waiters = l.fit(in, trace.Blocked, waiting)
		return
	}
	if cells := min(b.capacity(run), maxCells); cells > 0 && !b.compact {
		side := min(30*m.u, in.H)
		if need := float64(cells) * (side + 4*m.u); need < in.W*0.5 {
			b.cells = cells
			b.cell = Rect{in.X, in.Y + (min(in.H, m.token)-side)/2, side, side}
			in.X += need + 8*m.u
			in.W -= need + 8*m.u
		}
	}
	names := [2]string{words.receivers, words.senders}
	if in.W < 330*m.u {
		names = [2]string{words.recv, words.send}
	}
	if b.compact {
		names = [2]string{}
	}
	// Where there is no room to say that nobody waits, it is not said.
	if in.W < 190*m.u && waiting+sending > 0 {
		if waiting == 0 {
			names[0] = ""
		}
		if sending == 0 {
			names[1] = ""
		}
	}
	first, second := float64(waiting), float64(sending)
	// A side where nobody ever waits keeps room for its label and a dash.
	labels := [2]float64{}
	for i, w := range names {
		if w != "" {
			labels[i] = font.Width(font.Regular, m.body, w) + 8*m.u
		}
	}
	dash := [2]float64{18 * m.u, 18 * m.u}
	for i, w := range names {
		if w == "" && in.W < 190*m.u {
			dash[i] = 0
		}
	}
	room := in.W - labels[0] - labels[1]
	var a, c float64
	switch {
	case first == 0 && second == 0:
		a, c = room/2, room/2
	case first == 0:
		a, c = dash[0], room-dash[0]
	case second == 0:
		a, c = room-dash[1], dash[1]
	default:
		share := min(max(first/(first+second), 0.3), 0.7)
		a = room * share
		c = room - a
	}
	b.words = names
	left := Rect{in.X, in.Y, labels[0] + a - 4*m.u, in.H}
	right := Rect{in.X + labels[0] + a, in.Y, labels[1] + c, in.H}
	b.waiters = l.fit(b.besideLabel(m, 0, left), trace.Blocked, waiting)
	b.senders = l.fit(b.besideLabel(m, 1, right), trace.Blocked, sending)
}

// besideLabel puts the i-th label at the left of r and returns the rest of r.
func (b *box) besideLabel(m *measures, i int, r Rect) Rect {
	if b.words[i] == "" {
		return r
	}
	w := font.Width(font.Regular, m.body, b.words[i]) + 8*m.u
	b.labels[i] = Point{r.X, r.Y + min(r.H, m.token)/2}
	return Rect{r.X + w, r.Y, max(0, r.W-w), r.H}
}

func (b *box) magnify(v *Lens) {
	b.rect = v.rect(b.rect)
	b.cell = v.rect(b.cell)
	b.titleW *= v.Zoom
	for i := range b.labels {
		b.labels[i] = v.point(b.labels[i])
	}
}

package scene

import (
	"slices"
	"strings"

	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
)

// mainMover returns who the event is about, if it changes its place.
func (s *Scene) mainMover() *mover {
	if !s.event.Kind.IsTransition() || s.index[s.event.G] == 0 {
		return nil
	}
	return &s.movers[s.index[s.event.G]-1]
}

// tokenAt returns where the token of g is at t.
func (s *Scene) tokenAt(g trace.GID, t float64) (Rect, bool) {
	if g == trace.NoG || s.index[g] == 0 {
		return Rect{}, false
	}
	m := &s.movers[s.index[g]-1]
	if s.view.Reduced {
		return m.to.rect, true
	}
	return m.at(t), true
}

// drawTrail shows where the token of the event was, and the way it took.
func (s *Scene) drawTrail(pic *Picture, t float64) {
	m := s.mainMover()
	if m == nil || !m.moves() || t == 0 {
		return
	}
	u, th := s.lay.m.u, s.view.Theme
	e := ease(t)
	if !m.born && m.from.kind.named() {
		look := &th.States[m.from.state]
		r := m.from.rect
		pic.box(r, r.H/2, th.Panel, look.Color.Fade(0.75*e), 1.25*u, 3*u)
		old := m.from
		old.state = trace.None // in subdued ink
		s.drawTokenText(pic, &old, &old, r, 0, e)
	}
	now := m.at(t)
	if s.view.Reduced {
		now = m.to.rect
	}
	way := part(m.curve, 0, max(ease(within(t, m.a, m.b)), 0.001))
	if s.view.Reduced {
		way = m.curve
	}
	from := m.from.rect
	if way, ok := outside(way, from, now.Inset(-3*u)); ok && hypot(way[3].X-way[0].X, way[3].Y-way[0].Y) > 26*u {
		pic.curve(way, th.Path.Fade(0.9*e), 1.75*u, 5*u, 11*u)
	}
}

// drawCause draws the arrow from the goroutine that made another runnable, or
// created it.
func (s *Scene) drawCause(pic *Picture, t float64) {
	k := s.event.Kind
	if k != trace.KUnblock && k != trace.KReady && k != trace.KCreate {
		return
	}
	by, ok := s.tokenAt(s.event.By, t)
	if !ok || t == 0 {
		return
	}
	to, ok := s.tokenAt(s.event.G, t)
	if !ok {
		return
	}
	u := s.lay.m.u
	way := path(by.Center(), to.Center(), u)
	if way, ok := outside(way, by.Inset(-2*u), to.Inset(-3*u)); ok {
		pic.curve(way, s.view.Theme.Accent.Fade(ease(t)), 2*u, 0, 10*u)
	}
}

// touches says whether events of a kind are something a goroutine does to an
// object, to be shown by a line between the two.
func touches(k trace.Kind) bool {
	switch k {
	case trace.KSend, trace.KRecv, trace.KClose, trace.KLock, trace.KUnlock, trace.KRLock, trace.KRUnlock,
		trace.KAdd, trace.KDo, trace.KSignal, trace.KTimer, trace.KCancel:
		return true
	}
	return false
}

// objectAt returns where an object is drawn.
func (s *Scene) objectAt(o trace.ObjID) (Rect, bool) {
	if o == trace.NoObj || int(o) >= len(s.lay.boxOf) {
		return Rect{}, false
	}
	if row := s.lay.tree.row(o); row != nil {
		return row.rect, true
	}
	if t := s.lay.tree; t != nil && slices.ContainsFunc(t.more, func(r treeRow) bool { return r.is(o) }) {
		return t.foot, true
	}
	if i := s.lay.boxOf[o]; i >= 0 {
		return s.lay.boxes[i].rect, true
	}
	return Rect{}, false
}

// drawTouch draws a line from the running goroutine to the object it acts on.
func (s *Scene) drawTouch(pic *Picture, t float64) {
	e := &s.event
	box, ok := s.objectAt(e.Obj)
	if !ok || !touches(e.Kind) {
		return
	}
	at, ok := s.tokenAt(e.G, t)
	if !ok {
		return
	}
	u := s.lay.m.u
	end := Point{min(max(at.Center().X, box.X+20*u), box.X+box.W-20*u), box.Y}
	if at.Y > box.Y+box.H {
		end.Y = box.Y + box.H
	}
	c := at.Center()
	dy := end.Y - c.Y
	way := [4]Point{c, {c.X, c.Y + dy*0.5}, {end.X, end.Y - dy*0.4}, end}
	if way, ok := outside(way, at.Inset(-2*u), Rect{}); ok {
		pic.curve(way, s.view.Theme.Accent.Fade(ease(t)), 1.5*u, 0, 7*u)
	}
}

// drawSelects links every goroutine in a select to its places in the queues of
// its channels.
func (s *Scene) drawSelects(pic *Picture, t float64) {
	u, th := s.lay.m.u, s.view.Theme
	look := &th.States[trace.Blocked]
	for _, g := range s.now.ghost {
		a := s.fadeIn(t, !s.before.hasGhost(g))
		if g.kind == tokenFull || g.kind == tokenShort {
			pic.box(g.rect, g.rect.H/2, th.Panel, look.Color.Fade(0.8*a), 1.25*u, 3*u)
			sp := spot{g: g.g, kind: tokenShort}
			s.drawTokenText(pic, &sp, &sp, g.rect, 0, a)
		} else {
			pic.box(g.rect, g.rect.H/5, Color{}, look.Color.Fade(0.8*a), 1*u, 2*u)
		}
		if at, ok := s.tokenAt(g.g, t); ok {
			way := path(at.Center(), g.rect.Center(), u)
			if way, ok := outside(way, at, g.rect); ok {
				pic.curve(way, look.Color.Fade(0.55*a), 1.25*u, 3*u, 0)
			}
		}
	}
}

func (p *placement) hasGhost(g ghost) bool {
	for _, o := range p.ghost {
		if o == g {
			return true
		}
	}
	return false
}

// drawValues lets a value travel: from the sender to the receiver, or into the
// buffer and out of it.
func (s *Scene) drawValues(pic *Picture, t float64) {
	e := &s.event
	if (e.Kind != trace.KSend && e.Kind != trace.KRecv) || t == 0 || t == 1 {
		return
	}
	b := s.boxAt(e.Obj)
	if b == nil {
		return
	}
	me, ok := s.tokenAt(e.G, t)
	if !ok {
		return
	}
	before, after := s.from.O(e.Obj), s.to.O(e.Obj)
	if e.Kind == trace.KSend {
		to := s.cellOrBox(b, len(after.Buf)-1)
		if other, ok := s.tokenAt(e.By, t); ok {
			to = other.Center()
		}
		s.drawValue(pic, e.Text, me.Center(), to, t)
		return
	}
	if e.Arg == 0 {
		return
	}
	source := s.cellOrBox(b, 0)
	if other, ok := s.tokenAt(e.By, t); ok {
		if len(before.Buf) == 0 {
			source = other.Center()
		} else {
			s.drawValue(pic, last(after.Buf), other.Center(), s.cellOrBox(b, len(after.Buf)-1), t)
		}
	}
	s.drawValue(pic, e.Text, source, me.Center(), t)
}

// boxAt returns the box of an object, nil if it has none.
func (s *Scene) boxAt(o trace.ObjID) *box {
	if o == trace.NoObj || int(o) >= len(s.lay.boxOf) || s.lay.boxOf[o] < 0 {
		return nil
	}
	return &s.lay.boxes[s.lay.boxOf[o]]
}

func last(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[len(s)-1]
}

// cellOrBox returns the middle of a buffer's i-th cell, or of the channel's
// box when that cell is not drawn.
func (s *Scene) cellOrBox(b *box, i int) Point {
	if i >= 0 && i < b.cells {
		return b.cellRect(i, s.lay.m.u).Center()
	}
	c := b.rect.Center()
	if b.cells > 0 {
		return b.cellRect(b.cells-1, s.lay.m.u).Center()
	}
	return c
}

func (s *Scene) drawValue(pic *Picture, text string, from, to Point, t float64) {
	m, th := &s.lay.m, s.view.Theme
	if text == "" {
		text = "value"
	}
	e := ease(t)
	way := path(from, to, m.u)
	c := bezier(&way, e)
	if s.view.Reduced {
		c = to
	}
	st := textStyle{font.Mono, m.body, th.Text}
	text = font.Fit(st.face, st.size, text, 110*m.u)
	w := max(28*m.u, font.Width(st.face, st.size, text)+14*m.u)
	h := 26 * m.u
	r := Rect{c.X - w/2, c.Y - h/2, w, h}
	// It comes out of one thing and goes into another.
	alpha := min(within(t, 0, 0.15), within(1-t, 0, 0.15))
	pic.box(r, 6*m.u, th.Page.Fade(alpha), th.Accent.Fade(alpha), 1.75*m.u, 0)
	st.color = st.color.Fade(alpha)
	pic.textCenter(text, c.X, c.Y, w, st)
}

// drawBox draws an object: what it is, its inside, and the labels of its
// queues.
func (s *Scene) drawBox(pic *Picture, b *box, t float64) {
	m, th := &s.lay.m, s.view.Theme
	alpha := 1.0
	switch made := s.since(b); {
	case made == 0 || made > s.to.Step:
		return
	case made == s.to.Step:
		alpha = ease(t)
	}
	border, line := th.Line, 1.25*m.u
	if s.concerns(b) {
		border, line = th.Accent, 1.75*m.u
	}
	pic.box(b.rect, 7*m.u, Color{}, border.Fade(alpha), line, 0)
	pic.Regions = append(pic.Regions, Region{Rect: b.rect, Thing: model.Thing{Kind: model.ThingObj, Obj: b.obj, P: trace.NoP}})
	name, kind, brief := s.boxTitle(b)
	x, y := b.rect.X+m.pad, b.rect.Y+15*m.u
	if b.compact {
		y = b.rect.Y + b.rect.H/2
	}
	strong := textStyle{font.MonoBold, m.head, th.Text.Fade(alpha)}
	soft := s.bodyStyle(th.Muted.Fade(alpha))
	w := pic.text(name, x, y, b.titleW, strong)
	if room := b.titleW - w - 8*m.u; room > 14*m.u {
		if font.Width(soft.face, soft.size, kind) > room {
			kind = brief
		}
		pic.text(kind, x+w+8*m.u, y, room, soft)
	}
	s.drawCells(pic, b, t, alpha)
	n := s.waitCount(b)
	for i, word := range b.words {
		if word == "" {
			continue
		}
		at := b.labels[i]
		w := pic.text(word, at.X, at.Y, b.rect.X+b.rect.W-at.X, soft)
		if n[i] == 0 {
			was := s.fromCount(b)[i] > 0
			pic.text("—", at.X+w+8*m.u, at.Y, 30*m.u, s.bodyStyle(th.Muted.Fade(alpha*s.fadeIn(t, was))))
		}
	}
}

// since returns the step from which on there is something to a box, 0 if there
// never is.
func (s *Scene) since(b *box) trace.Step {
	var first trace.Step
	earlier := func(at trace.Step) {
		if at != 0 && (first == 0 || at < first) {
			first = at
		}
	}
	switch {
	case b.shared:
		for _, o := range b.more {
			earlier(s.run.MadeAt(o))
		}
		for _, w := range b.waits {
			earlier(s.run.WaitsFrom(w))
		}
	case b.obj != trace.NoObj:
		earlier(s.run.MadeAt(b.obj))
	default:
		earlier(s.run.WaitsFrom(b.wait))
	}
	return first
}

func (s *Scene) fromCount(b *box) [2]int {
	if b.obj == trace.NoObj || int(b.obj) > s.from.Objects() {
		return [2]int{}
	}
	o := s.from.O(b.obj)
	return [2]int{o.Waiters.Len(), o.Senders.Len()}
}

// concerns reports whether the current event happened at the box.
func (s *Scene) concerns(b *box) bool {
	e := &s.event
	if s.to.Step == 0 {
		return false
	}
	if b.obj != trace.NoObj {
		return e.Obj == b.obj
	}
	if e.Obj != trace.NoObj && b.shared {
		return slices.Contains(b.more, e.Obj)
	}
	var w model.Wait
	var ok bool
	switch {
	case e.Kind == trace.KBlock:
		w, ok = model.WaitOf(e.Reason, e.Obj)
	case e.Kind == trace.KUnblock && int(e.G) <= s.from.Goroutines():
		v := s.from.G(e.G)
		w, ok = model.WaitOf(v.Reason, v.Obj)
	}
	return ok && b.gathers(w)
}

// gathers reports whether those who wait for w stand in the box.
func (b *box) gathers(w model.Wait) bool {
	if b.shared {
		return slices.Contains(b.waits, w)
	}
	return b.obj == trace.NoObj && b.wait == w
}

func (b *box) cellRect(i int, u float64) Rect {
	r := b.cell
	r.X += float64(i) * (r.W + 4*u)
	return r
}

// drawCells draws the places of a channel's buffer and the values in them.
func (s *Scene) drawCells(pic *Picture, b *box, t, alpha float64) {
	if b.cells == 0 {
		return
	}
	m, th := &s.lay.m, s.view.Theme
	for i := range b.cells {
		pic.box(b.cellRect(i, m.u), 5*m.u, Color{}, th.Line.Fade(alpha), 1.25*m.u, 0)
	}
	before, after := s.from, s.to
	if int(b.obj) > before.Objects() || int(b.obj) > after.Objects() {
		return
	}
	from, to := before.O(b.obj).Buf, after.O(b.obj).Buf
	e := &s.event
	here := e.Obj == b.obj && t < 1
	popped, pushed := false, false
	if here {
		popped = e.Kind == trace.KRecv && e.Arg == 1 && len(from) > 0
		pushed = len(to) > len(from) || (popped && len(to) == len(from))
	}
	st := textStyle{font.Mono, m.body, th.Text.Fade(alpha)}
	for i := 0; i < len(to) && i < b.cells; i++ {
		if pushed && i == len(to)-1 {
			continue // it is on its way
		}
		r := b.cellRect(i, m.u)
		if popped {
			was := b.cellRect(min(i+1, b.cells-1), m.u)
			if s.view.Reduced {
				was = r
			}
			r = lerpRect(was, r, ease(t))
		}
		pic.box(r, 5*m.u, th.Panel.Fade(alpha), th.Text.Fade(alpha), 1.5*m.u, 0)
		c := r.Center()
		pic.textCenter(to[i], c.X, c.Y, r.W-4*m.u, st)
	}
}

// boxTitle returns what a box is called and what is to be said about it now,
// in full and in brief.
func (s *Scene) boxTitle(b *box) (name, kind, brief string) {
	if b.obj == trace.NoObj {
		if b.shared {
			return "+" + count(len(b.more)+len(b.waits)), "more objects", "more"
		}
		switch b.wait {
		case model.WaitSleep:
			brief = s.nextWake()
			if brief == "" {
				return "time.Sleep", "nobody sleeps now", "nobody"
			}
			return "time.Sleep", "wakes in " + brief, brief
		case model.WaitSelect:
			if s.waitCount(b)[0] == 0 {
				return "select", "nobody waits now", "nobody"
			}
			return "select", "waits for several", ""
		case model.WaitForever:
			return "for ever", "nothing can end this", ""
		}
		return "IO", "waits for the outside world", ""
	}
	o := &s.run.Trace.Objects[b.obj]
	var v trace.OView
	if int(b.obj) <= s.to.Objects() {
		v = *s.to.O(b.obj)
	}
	name = o.Name
	if name == "" {
		name = model.KindNoun(o.Kind)
	}
	switch o.Kind {
	case trace.ObjChan:
		brief = "unbuffered"
		full := brief
		if o.Cap > 0 {
			brief = count(len(v.Buf)) + " of " + count(o.Cap)
			full = brief + " buffered"
		}
		kind = o.Type + " · " + full
		if v.Closed {
			kind, brief = o.Type+" · closed · "+full, "closed"
		}
	case trace.ObjMutex:
		brief = holder(&v, "free")
		kind = "Mutex · " + brief
	case trace.ObjRWMutex:
		free := "free"
		if n := len(v.Readers); n > 0 {
			free = "read by " + v.Readers[0].String()
			if n > 1 {
				free = "read by " + count(n)
			}
		}
		brief = holder(&v, free)
		kind = "RWMutex · " + brief
	case trace.ObjWaitGroup:
		brief = "counter " + model.Count(v.Counter)
		kind = "WaitGroup · " + brief
	case trace.ObjOnce:
		brief = "not run yet"
		switch {
		case v.Counter == 1:
			brief = "done"
		case v.Holder != trace.NoG:
			brief = "run by " + v.Holder.String()
		}
		kind = "Once · " + brief
	case trace.ObjTimer, trace.ObjTicker:
		brief = "not running" // stopped, or fired: the trace's state does not tell
		if v.Until > 0 {
			brief = "fires in " + model.Duration(v.Until-s.to.Time)
		}
		kind = model.KindNoun(o.Kind) + " · " + brief
	default:
		kind = strings.TrimPrefix(o.Type, "sync.")
	}
	return name, kind, brief
}

func count(n int) string { return model.Count(int64(n)) }

func holder(v *trace.OView, free string) string {
	if v.Holder == trace.NoG {
		return free
	}
	return "held by " + v.Holder.String()
}

// nextWake says when the first of those who sleep wakes, "" if nobody sleeps.
func (s *Scene) nextWake() string {
	until, ok := s.run.NextWake(s.to.Step)
	if s.to.Waiting[trace.ReasonSleep].Len() == 0 || !ok {
		return ""
	}
	return model.Duration(max(0, until-s.to.Time))
}

package scene

import (
	"slices"

	"gopark/scenarios/trace"
	"gopark/viz/font"
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
	// The line is chosen for the end of the movement, and so does not jump.
	from, _ := s.tokenAt(s.event.By, 1)
	end, _ := s.tokenAt(s.event.G, 1)
	way := s.line(by.Center(), to.Center(), s.clearest(from, end))
	if way, ok := outside(way, by.Inset(-2*u), to.Inset(-3*u)); ok {
		pic.curve(way, s.view.Theme.Accent.Fade(ease(t)), 2*u, 0, 10*u)
	}
}

// line returns the line between two points with a bow; 0: the usual one.
func (s *Scene) line(a, b Point, bow float64) [4]Point {
	if bow == 0 {
		return path(a, b, s.lay.m.u)
	}
	return bowed(a, b, bow)
}

// clearest returns, of a few bows that a line from one token to another can
// have, the one with which it crosses fewest of the others.
func (s *Scene) clearest(from, to Rect) float64 {
	best, least := 0.0, -1
	for _, bow := range [...]float64{0, 0.12, -0.12, 0.22, -0.22, 0.34, -0.34} {
		way := s.line(from.Center(), to.Center(), bow)
		const samples = 32
		crossed := 0
		for i := range samples {
			p := bezier(&way, float64(i)/samples)
			if from.Contains(p) || to.Contains(p) {
				continue
			}
			if !s.lay.stage.Contains(p) || slices.ContainsFunc(s.movers, func(m mover) bool { return m.to.kind.named() && m.to.rect.Contains(p) }) {
				crossed++
			}
		}
		if least < 0 || crossed < least {
			best, least = bow, crossed
		}
		if least == 0 {
			break
		}
	}
	return best
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
	if way, ok := s.wayTo(at, box); ok {
		pic.curve(way, s.view.Theme.Accent.Fade(ease(t)), 1.5*u, 0, 7*u)
	}
}

// wayTo returns a line from a token to the nearest edge of an object.
func (s *Scene) wayTo(at, box Rect) (way [4]Point, ok bool) {
	u := s.lay.m.u
	end := Point{min(max(at.Center().X, box.X+20*u), box.X+box.W-20*u), box.Y}
	if at.Y > box.Y+box.H {
		end.Y = box.Y + box.H
	}
	c := at.Center()
	dy := end.Y - c.Y
	way = [4]Point{c, {c.X, c.Y + dy*0.5}, {end.X, end.Y - dy*0.4}, end}
	return outside(way, at.Inset(-2*u), Rect{})
}

// drawChoice links a goroutine that chooses in a select to each of its cases: a
// ready one by a solid line and a filled dot, the others by a broken line and
// an empty one; the chosen one stands out.
func (s *Scene) drawChoice(pic *Picture, t float64) {
	e := &s.event
	if e.Kind != trace.KSelect || s.to.Step == 0 {
		return
	}
	at, ok := s.tokenAt(e.G, t)
	if !ok {
		return
	}
	u, th := s.lay.m.u, s.view.Theme
	alpha := ease(t)
	for i := range e.Cases {
		c := &e.Cases[i]
		box, ok := s.objectAt(c.Obj)
		if !ok {
			continue
		}
		// Cases of one channel end beside each other.
		box.X += float64(i%3) * 14 * u
		box.W = max(box.W-28*u, 40*u)
		way, ok := s.wayTo(at, box)
		if !ok {
			continue
		}
		color, line, dash := th.Muted, 1.25*u, 4*u
		if c.Ready {
			color, line, dash = th.Text, 1.5*u, 0
		}
		if int64(i) == e.Arg {
			color, line = th.Accent, 2.25*u
		}
		color = color.Fade(alpha)
		pic.curve(way, color, line, dash, 0)
		end := way[3]
		dot := Rect{end.X - 5*u, end.Y - 5*u, 10 * u, 10 * u}
		pic.box(dot, 5*u, th.Panel.Fade(alpha), color, 1.75*u, 0)
		if c.Ready {
			pic.box(dot.Inset(2.5*u), 2.5*u, color, Color{}, 0, 0)
		}
	}
}

// drawSelects links every goroutine in a select to its places in the queues of
// its channels.
func (s *Scene) drawSelects(pic *Picture, t float64) {
	u, th := s.lay.m.u, s.view.Theme
	look := &th.States[trace.Blocked]
	for _, g := range s.now.ghost {
		a := s.fadeIn(t, !s.before.hasGhost(g)) * s.lightOnG(g.g)
		if g.kind.named() {
			pic.box(g.rect, g.rect.H/2, th.Panel, look.Color.Fade(0.8*a), 1.25*u, 3*u)
			sp := spot{g: g.g, kind: g.kind}
			sp.kind = max(sp.kind, tokenShort)
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
	if t == 0 || t == 1 {
		return
	}
	if e.Kind == trace.KLock && e.By != trace.NoG {
		// The lock is handed on.
		from, ok := s.tokenAt(e.By, t)
		to, there := s.tokenAt(e.G, t)
		if ok && there {
			s.drawValue(pic, s.run.Object(e.Obj), from.Center(), to.Center(), t)
		}
		return
	}
	if e.Kind != trace.KSend && e.Kind != trace.KRecv {
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
		text = words.value
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

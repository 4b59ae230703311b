package scene

import (
	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
)

func (s *Scene) bodyStyle(c Color) textStyle {
	return textStyle{font.Regular, s.lay.m.body, c}
}

func (s *Scene) drawStage(pic *Picture, t float64) {
	s.drawPlaces(pic, t)
	s.drawQueues(pic, t)
	s.drawProcs(pic)
	for i := range s.lay.boxes {
		s.drawBox(pic, &s.lay.boxes[i], t)
	}
	s.drawCounts(pic)
	s.drawSelects(pic, t)
	s.drawTouch(pic, t)
	s.drawTrail(pic, t)
	s.drawTokens(pic, t)
	s.drawCause(pic, t)
	s.drawValues(pic, t)
}

func (s *Scene) drawPlaces(pic *Picture, t float64) {
	m, th := &s.lay.m, s.view.Theme
	for state := trace.Created; state <= trace.Done; state++ {
		r, look := s.lay.places[state], &th.States[state]
		pic.box(r, 9*m.u, th.Panel, th.Line, 1.25*m.u, 0)
		title := textStyle{font.Bold, m.head, look.Color}
		if state == trace.Done {
			title.color = th.Muted
		}
		y := r.Y + 19*m.u
		if s.lay.phone && r.H < 36*m.u {
			y = r.Y + r.H/2
		}
		w := pic.text(look.Label, r.X+m.pad, y, r.W-2*m.pad, title)
		room := r.W - 2*m.pad - w - 10*m.u
		hint := s.bodyStyle(th.Muted)
		if s.lay.phone && state != trace.Blocked {
			continue
		}
		says := look.Hint
		if state == trace.Runnable && s.lay.queues[0].brief {
			says = "next, then queue"
		}
		if font.Width(hint.face, hint.size, says) > room {
			continue
		}
		if state == trace.Blocked {
			pic.text(says, r.X+m.pad+w+8*m.u, y, room, hint)
		} else {
			pic.textRight(says, r.X+r.W-m.pad, y, room, hint)
		}
	}
}

// drawCounts writes how many there are into the zones that show a number.
func (s *Scene) drawCounts(pic *Picture) {
	m, th := &s.lay.m, s.view.Theme
	number := func(zone, n int, state trace.GState) {
		z := &s.lay.zones[zone]
		if zone < 0 || z.kind != tokenCount || z.peak == 0 || z.rect.W < 8*m.u {
			return
		}
		size := min(26*m.u, max(m.body, z.rect.H*0.6))
		st := textStyle{font.Bold, size, th.States[state].Color}
		if state == trace.Done {
			st.color = th.Muted
		}
		y := z.rect.Y + min(z.rect.H/2, 20*m.u)
		w := pic.text(model.Count(int64(n)), z.rect.X, y, z.rect.W, st)
		// How full the place is, beside the most there ever is.
		bar := Rect{z.rect.X + w + 10*m.u, y - 5*m.u, z.rect.W - w - 10*m.u, 10 * m.u}
		if bar.W > 30*m.u && z.peak > 0 {
			pic.box(bar, 3*m.u, Color{}, th.Line, 1*m.u, 0)
			bar.W *= float64(n) / float64(z.peak)
			pic.box(bar, 3*m.u, th.States[state].Color.Fade(0.8), Color{}, 0, 0)
		}
	}
	counts := &s.to.Counts
	number(s.lay.created, counts[trace.Created], trace.Created)
	number(s.lay.done, counts[trace.Done], trace.Done)
	for i := range s.lay.queues {
		q := &s.lay.queues[i]
		switch {
		case q.pooled:
			number(q.local, counts[trace.Runnable], trace.Runnable)
		case q.proc == trace.NoP:
			number(q.local, s.to.Global.Len(), trace.Runnable)
		default:
			number(q.local, s.to.Ps[q.proc].Local.Len(), trace.Runnable)
		}
	}
	for i := range s.lay.procs {
		if p := &s.lay.procs[i]; p.proc == trace.NoP {
			number(p.zone, counts[trace.Running], trace.Running)
		}
	}
	for i := range s.lay.boxes {
		b := &s.lay.boxes[i]
		n := s.waitCount(b)
		number(b.waiters, n[0], trace.Blocked)
		if b.senders >= 0 {
			number(b.senders, n[1], trace.Blocked)
		}
	}
}

// waitCount returns how many wait at a box, and how many wait to send there.
func (s *Scene) waitCount(b *box) [2]int {
	if b.obj != trace.NoObj {
		if int(b.obj) > s.to.Objects() {
			return [2]int{}
		}
		o := s.to.O(b.obj)
		return [2]int{o.Waiters.Len(), o.Senders.Len()}
	}
	n := 0
	for _, id := range b.more {
		if int(id) <= s.to.Objects() {
			n += s.to.O(id).Waiters.Len() + s.to.O(id).Senders.Len()
		}
	}
	for g := trace.MainG; int(g) <= s.to.Goroutines(); g++ {
		v := s.to.G(g)
		if v.State == trace.Blocked {
			if w, ok := model.WaitOf(v.Reason, v.Obj); ok && b.gathers(w) {
				n++
			}
		}
	}
	return [2]int{n}
}

func (s *Scene) drawQueues(pic *Picture, t float64) {
	m, th := &s.lay.m, s.view.Theme
	for i := range s.lay.queues {
		q := &s.lay.queues[i]
		muted := s.bodyStyle(th.Muted)
		pic.text(q.label, q.at.X, q.at.Y, q.width, muted)
		if q.next >= 0 {
			slot := s.lay.zones[q.next].slot(0)
			if s.lay.zones[q.next].kind != tokenCount {
				pic.box(slot, slot.H/2, Color{}, th.Line, 1.25*m.u, 0)
				// The word is covered by the token that stands there.
				if font.Width(muted.face, muted.size, "next") < slot.W-4*m.u {
					pic.textCenter("next", slot.X+slot.W/2, slot.Y+slot.H/2, slot.W, muted)
				}
			}
			continue
		}
		if !q.pooled && s.to.Global.Len() == 0 {
			z := &s.lay.zones[q.local]
			pic.text("empty", z.rect.X, z.rect.Y+min(z.rect.H, m.token)/2, z.rect.W, s.bodyStyle(th.Muted.Fade(s.fadeIn(t, s.from.Global.Len() > 0))))
		}
	}
}

// fadeIn is the strength of something that stands where something else stood
// before this step, if changed, or that was there already.
func (s *Scene) fadeIn(t float64, changed bool) float64 {
	if !changed {
		return 1
	}
	return ease(within(t, 0.5, 1))
}

func (s *Scene) drawProcs(pic *Picture) {
	m, th := &s.lay.m, s.view.Theme
	for i := range s.lay.procs {
		p := &s.lay.procs[i]
		pic.box(p.rect, 7*m.u, Color{}, th.Line, 1.25*m.u, 0)
		if p.proc == trace.NoP {
			continue
		}
		name := textStyle{font.Bold, m.head, th.Muted}
		if p.inline {
			pic.text(p.proc.String(), p.rect.X+7*m.u, p.rect.Y+p.rect.H/2, 24*m.u, name)
		} else {
			pic.text(p.proc.String(), p.rect.X+10*m.u, p.rect.Y+16*m.u, p.rect.W-20*m.u, name)
		}
		if int(p.proc) < len(s.to.Ps) && s.to.Ps[p.proc].Running == trace.NoG && s.from.Ps[p.proc].Running == trace.NoG {
			c := s.lay.zones[p.zone].slot(0).Center()
			pic.textCenter("idle", c.X, c.Y, p.rect.W, s.bodyStyle(th.Muted))
		}
	}
}

// drawTokens draws everybody: first those who stand still, then those who
// move, last the one the event is about.
func (s *Scene) drawTokens(pic *Picture, t float64) {
	for pass := range 3 {
		for i := range s.movers {
			m := &s.movers[i]
			rank := 0
			if m.moves() {
				rank = 1
			}
			if m.main {
				rank = 2
			}
			if rank == pass {
				s.drawMover(pic, m, t)
			}
		}
	}
}

func (s *Scene) drawMover(pic *Picture, m *mover, t float64) {
	if t == 1 || !m.moves() {
		pic.Regions = append(pic.Regions, Region{Rect: m.to.rect, Thing: model.Thing{Kind: model.ThingG, G: m.to.g, P: trace.NoP}})
	}
	if s.view.Reduced && m.moves() {
		if t < 1 && !m.born && m.from.kind != tokenCount {
			s.drawToken(pic, &m.from, m.from.rect, 1-ease(t), false)
			s.drawTokenText(pic, &m.from, &m.from, m.from.rect, 0, 1-ease(t))
		}
		if m.to.kind != tokenCount {
			s.drawToken(pic, &m.to, m.to.rect, ease(t), false)
			s.drawTokenText(pic, &m.to, &m.to, m.to.rect, 1, ease(t))
		}
		return
	}
	if m.from.kind == tokenCount && m.to.kind == tokenCount && !m.moves() {
		return
	}
	r, e := m.at(t), ease(within(t, m.a, m.b))
	if m.from.state == m.to.state && m.from.kind == m.to.kind {
		s.drawToken(pic, &m.to, r, 1, false)
	} else {
		// The old look goes while the new one comes; the token itself stays opaque.
		if e < 1 {
			s.drawToken(pic, &m.from, r, 1, false)
		}
		if e > 0 {
			s.drawToken(pic, &m.to, r, e, e < 1)
		}
	}
	s.drawTokenText(pic, &m.from, &m.to, r, e, 1)
}

// drawToken draws the body of one token in the look of a spot. over: it is
// drawn over another look of the same token.
func (s *Scene) drawToken(pic *Picture, sp *spot, r Rect, alpha float64, over bool) {
	m, th := &s.lay.m, s.view.Theme
	look := &th.States[sp.state]
	radius := r.H / 2
	if sp.kind >= tokenNumber {
		radius = r.H / 5
	}
	dash := 0.0
	if look.Dashed {
		dash = 4 * m.u
	}
	line := look.Line * m.u
	if sp.kind == tokenMark && r.W < 12*m.u {
		line = min(line, 1*m.u)
	}
	if over && look.Pattern != PatternSolid && alpha < 1 {
		// The old filling must not shine through.
		pic.box(r, radius, th.Panel.Fade(alpha), Color{}, 0, 0)
	}
	fill := th.Panel
	if look.Pattern == PatternSolid || (sp.kind == tokenMark && r.W < 8*m.u && look.Pattern == PatternHatch) {
		fill = look.Color
	}
	pic.box(r, radius, fill.Fade(alpha), Color{}, 0, 0)
	if look.Pattern == PatternHatch && r.W >= 8*m.u {
		pic.hatch(r, radius, look.Stripe.Fade(alpha))
	}
	border := look.Color
	if sp.g == s.view.Selected && sp.g != trace.NoG {
		border, line = th.Accent, max(line, 2.5*m.u)
	}
	pic.box(r, radius, Color{}, border.Fade(alpha), line, dash)
}

// shows says how much of a goroutine's name a token of a kind has: its number,
// and what comes after it.
func (k tokenKind) shows() (id, rest float64) {
	if k <= tokenNumber {
		id = 1
	}
	if k == tokenFull {
		rest = 1
	}
	return id, rest
}

// drawTokenText writes on a token that is e of the way from one spot to
// another. The parts that both show stay; the others come and go.
func (s *Scene) drawTokenText(pic *Picture, from, to *spot, r Rect, e, alpha float64) {
	id0, rest0 := from.kind.shows()
	id1, rest1 := to.kind.shows()
	idShare, restShare := lerp(id0, id1, e), lerp(rest0, rest1, e)
	if idShare == 0 {
		return
	}
	near := to
	if e < 0.5 {
		near = from
	}
	m, th := &s.lay.m, s.view.Theme
	ink := mix(th.States[from.state].Ink, th.States[to.state].Ink, e)
	id := textStyle{font.Bold, m.head, ink.Fade(idShare * alpha)}
	name := near.g.String()
	if near.kind == tokenNumber {
		name = name[len("G"):]
	}
	rest := near.note
	if rest == "" {
		rest = s.run.Func(near.g)
	}
	in := lerp(3, 12, restShare) * m.u
	room := r.W - 2*in
	w := font.Width(id.face, id.size, name)
	st := s.bodyStyle(ink.Fade(restShare * alpha))
	space := 5 * m.u
	if restShare == 0 {
		rest = ""
	}
	rest = font.Fit(st.face, st.size, rest, room-w-space)
	total := w
	if rest != "" {
		total += (space + font.Width(st.face, st.size, rest)) * restShare
	}
	if w > r.W-2*m.u {
		return
	}
	x, y := r.X+(r.W-total)/2, r.Y+r.H/2
	pic.text(name, x, y, w+1, id)
	if rest != "" {
		pic.text(rest, x+w+space, y, room, st)
	}
}

// mix returns the colour e of the way from a to b.
func mix(a, b Color, e float64) Color {
	part := func(x, y uint8) uint8 { return uint8(lerp(float64(x), float64(y), e) + 0.5) }
	return Color{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B), part(a.A, b.A)}
}

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
	s.drawPlaces(pic)
	since := len(pic.Shapes)
	s.drawQueues(pic, t)
	pic.dim(since, s.lightOnState(trace.Runnable))
	s.drawProcs(pic, t)
	s.drawTree(pic, t)
	for i := range s.lay.boxes {
		since := len(pic.Shapes)
		s.drawBox(pic, &s.lay.boxes[i], t)
		pic.dim(since, s.lightOnBox(&s.lay.boxes[i]))
	}
	s.drawCrowds(pic, t)
	s.drawCounts(pic)
	s.drawSelects(pic, t)
	s.drawTouch(pic, t)
	s.drawChoice(pic, t)
	s.drawTrail(pic, t)
	s.drawTokens(pic, t)
	s.drawCause(pic, t)
	s.drawValues(pic, t)
	s.drawFocus(pic, t)
	s.drawLens(pic)
}

// drawFocus draws a ring around what explains itself.
func (s *Scene) drawFocus(pic *Picture, t float64) {
	u, th := s.lay.m.u, s.view.Theme
	r, ok := s.rectOf(s.view.Focus, t)
	if !ok || r.overlap(s.lay.stage) == 0 {
		return
	}
	r = r.Inset(-3 * u).clip(s.lay.stage.Inset(1))
	pic.box(r, min(r.H/2, 9*u), Color{}, th.Text, 2*u, 0)
}

// rectOf returns where a thing of the stage is drawn.
func (s *Scene) rectOf(th model.Thing, t float64) (Rect, bool) {
	switch th.Kind {
	case model.ThingG:
		return s.tokenAt(th.G, t)
	case model.ThingObj:
		return s.objectAt(th.Obj)
	case model.ThingState:
		return s.lay.places[th.State], true
	case model.ThingP:
		for i := range s.lay.procs {
			if p := &s.lay.procs[i]; p.proc == th.P {
				return p.rect, true
			}
		}
	case model.ThingWait:
		for i := range s.lay.boxes {
			if b := &s.lay.boxes[i]; b.gathers(th.Wait) {
				return b.rect, true
			}
		}
	}
	return Rect{}, false
}

func (s *Scene) drawPlaces(pic *Picture) {
	m, th := &s.lay.m, s.view.Theme
	for state := trace.Created; state <= trace.Done; state++ {
		r := s.lay.places[state]
		pic.box(r, 9*m.u, th.Panel, th.Line, 1.25*m.u, 0)
		pic.Regions = append(pic.Regions, Region{Rect: r, Thing: model.Thing{Kind: model.ThingState, State: state, P: trace.NoP}})
		since := len(pic.Shapes)
		s.drawPlaceTitle(pic, state)
		pic.dim(since, s.lightOnState(state))
	}
}

// drawPlaceTitle writes what a place is, and how many are there or what is to
// be said about it.
func (s *Scene) drawPlaceTitle(pic *Picture, state trace.GState) {
	m, th := &s.lay.m, s.view.Theme
	in, look := s.lay.places[state], &th.States[state]
	title := textStyle{font.Bold, m.head, look.Color}
	if state == trace.Done {
		title.color = th.Muted
	}
	y := in.Y + 19*m.u
	if s.lay.phone && in.H < 36*m.u {
		y = in.Y + in.H/2
	}
	w := pic.text(words.places[state], in.X+m.pad, y, in.W-2*m.pad, title)
	room := in.W - 2*m.pad - w - 10*m.u
	if s.crowded(state) {
		n := textStyle{font.Bold, m.head, th.Text}
		if s.lay.phone && state != trace.Blocked {
			pic.text(count(s.to.Counts[state]), in.X+m.pad, y+18*m.u, 80*m.u, n)
		} else {
			pic.text(count(s.to.Counts[state]), in.X+m.pad+w+9*m.u, y, room, n)
		}
		return
	}
	hint := s.bodyStyle(th.Muted)
	if s.lay.phone && state != trace.Blocked {
		return
	}
	says := words.hints[state]
	if state == trace.Runnable && s.lay.queues[0].brief {
		says = words.hintBrief
	}
	if state == trace.Runnable && s.lay.simple {
		says = words.hintSimple
	}
	if font.Width(hint.face, hint.size, says) > room {
		return
	}
	if state == trace.Blocked {
		pic.text(says, in.X+m.pad+w+8*m.u, y, room, hint)
	} else {
		pic.textRight(says, in.X+in.W-m.pad, y, room, hint)
	}
}

// crowded reports whether a place has goroutines without names, so that their
// number must be told.
func (s *Scene) crowded(state trace.GState) bool {
	if state == trace.Blocked {
		return s.run.Peaks.Blocked > mostNamed
	}
	for i := range s.lay.zones {
		if z := &s.lay.zones[i]; z.state == state && !z.kind.named() && z.peak > 1 {
			return true
		}
	}
	return false
}

// mostNamed is how many blocked goroutines may stand in their boxes without
// being counted in the title.
const mostNamed = 12

// waitCount returns how many wait at a box, and how many wait to send there.
func (s *Scene) waitCount(b *box) [2]int {
	if b.obj != trace.NoObj {
		if int(b.obj) > s.to.Objects() {
			return [2]int{}
		}
		o := s.to.O(b.obj)
		return [2]int{o.Waiters.Len(), o.Senders.Len()}
	}
	if b.shared {
		return [2]int{s.now.zones[b.waiters].n}
	}
	n := 0
	for _, r := range model.ReasonsOf(b.wait) {
		n += s.to.Waiting[r].Len()
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
			if s.lay.zones[q.next].kind.named() {
				pic.box(slot, slot.H/2, Color{}, th.Line, 1.25*m.u, 0)
				// The word is covered by the token that stands there.
				if font.Width(muted.face, muted.size, words.next) < slot.W-4*m.u {
					pic.textCenter(words.next, slot.X+slot.W/2, slot.Y+slot.H/2, slot.W, muted)
				}
			}
			continue
		}
		if !q.pooled && s.to.Global.Len() == 0 {
			z := &s.lay.zones[q.local]
			y := z.rect.Y + min(z.rect.H, m.token)/2
			if q.brief {
				y = q.at.Y
			}
			pic.text(words.empty, z.rect.X, y, z.rect.W, s.bodyStyle(th.Muted.Fade(s.fadeIn(t, s.from.Global.Len() > 0))))
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

func (s *Scene) drawProcs(pic *Picture, t float64) {
	for i := range s.lay.procs {
		if p := &s.lay.procs[i]; !p.bare {
			since := len(pic.Shapes)
			s.drawProc(pic, p, t)
			pic.dim(since, s.lightOnProc(p.proc))
		}
	}
}

func (s *Scene) drawProc(pic *Picture, p *procBox, t float64) {
	m, th := &s.lay.m, s.view.Theme
	pic.box(p.rect, 7*m.u, Color{}, th.Line, 1.25*m.u, 0)
	if p.proc == trace.NoP {
		return
	}
	pic.Regions = append(pic.Regions, Region{Rect: p.rect, Thing: model.Thing{Kind: model.ThingP, P: p.proc}})
	name := textStyle{font.Bold, m.head, th.Muted}
	idle := s.to.Ps[p.proc].Running == trace.NoG && s.from.Ps[p.proc].Running == trace.NoG
	if p.inline {
		pic.text(p.proc.String(), p.rect.X+7*m.u, p.rect.Y+p.rect.H/2, 24*m.u, name)
	} else {
		pic.text(p.proc.String(), p.rect.X+10*m.u, p.rect.Y+16*m.u, p.rect.W-20*m.u, name)
		// No goroutine of these programs blocks its thread, so each P keeps its M.
		thread := "M" + p.proc.String()[1:]
		if idle {
			thread = say(words.asleep, thread)
		}
		pic.textRight(thread, p.rect.X+p.rect.W-10*m.u, p.rect.Y+16*m.u, p.rect.W-50*m.u, s.bodyStyle(th.Muted))
	}
	if idle {
		c := s.lay.zones[p.zone].slot(0).Center()
		pic.textCenter(words.idle, c.X, c.Y, p.rect.W, s.bodyStyle(th.Muted))
	}
	s.drawSlice(pic, p, t)
}

// drawSlice shows how much is left of the time slice of a goroutine that will
// be preempted: of its statements, not of time.
func (s *Scene) drawSlice(pic *Picture, p *procBox, t float64) {
	used := func(st *trace.State) (float64, bool) {
		g := st.Ps[p.proc].Running
		if g == trace.NoG {
			return 0, false
		}
		from, end, ok := s.run.Slice(g, st.Step)
		if !ok || end <= from {
			return 0, false
		}
		return within(float64(st.Work), float64(from), float64(end)), true
	}
	now, ok := used(s.to)
	was, before := used(s.from)
	switch {
	case !ok && !before:
		return
	case !ok: // preempted by this event
		now = 1
	case !before:
		was = 0
	}
	m, look := &s.lay.m, &s.view.Theme.States[trace.Running]
	bar := Rect{p.rect.X + 10*m.u, p.rect.Y + p.rect.H - 7*m.u, p.rect.W - 20*m.u, 4 * m.u}
	if p.inline {
		bar.Y = p.rect.Y + p.rect.H - 5*m.u
		bar.H = 3 * m.u
	}
	alpha := 1.0
	if !ok {
		alpha = 1 - ease(within(t, 0.5, 1))
	}
	pic.box(bar, 2*m.u, s.view.Theme.Line.Fade(alpha), Color{}, 0, 0)
	bar.W *= 1 - lerp(was, now, ease(t))
	if bar.W > 1 {
		pic.box(bar, 2*m.u, look.Color.Fade(alpha), Color{}, 0, 0)
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
	if !m.moves() && m.to.rect.overlap(s.lay.stage) == 0 {
		return
	}
	if m.crowd && !m.moves() && m.to.kind == tokenDense && m.to.g != s.view.Selected && m.to.g != s.view.Focus.G {
		return // one of many in a square
	}
	if t == 1 || !m.moves() {
		pic.Regions = append(pic.Regions, Region{Rect: m.to.rect, Thing: model.Thing{Kind: model.ThingG, G: m.to.g, P: trace.NoP}})
	}
	alpha := s.strength(m.to.g)
	if s.view.Reduced && m.moves() {
		if t < 1 && !m.born {
			s.drawToken(pic, &m.from, m.from.rect, alpha*(1-ease(t)), false)
			s.drawTokenText(pic, &m.from, &m.from, m.from.rect, 0, alpha*(1-ease(t)))
		}
		s.drawToken(pic, &m.to, m.to.rect, alpha*ease(t), false)
		s.drawTokenText(pic, &m.to, &m.to, m.to.rect, 1, alpha*ease(t))
		return
	}
	r, e := m.at(t), ease(within(t, m.a, m.b))
	if alpha < 1 && m.to.kind.named() { // what is below must not shine through
		pic.box(r, r.H/2, s.view.Theme.Panel, Color{}, 0, 0)
	}
	if m.from.state == m.to.state && m.from.kind == m.to.kind {
		s.drawToken(pic, &m.to, r, alpha, false)
	} else {
		// The old look goes while the new one comes; the token itself stays opaque.
		if e < 1 {
			s.drawToken(pic, &m.from, r, alpha, false)
		}
		if e > 0 {
			s.drawToken(pic, &m.to, r, e*alpha, e < 1)
		}
	}
	s.drawTokenText(pic, &m.from, &m.to, r, e, alpha)
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

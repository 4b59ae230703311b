package scene

import (
	"slices"
	"strings"

	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
)

// drawBox draws an object: what it is, its inside, and the labels of its
// queues.
func (s *Scene) drawBox(pic *Picture, b *box, t float64) {
	m, th := &s.lay.m, s.view.Theme
	alpha := 1.0
	switch {
	case b.first == 0 || b.first > s.to.Step:
		return
	case b.first == s.to.Step:
		alpha = ease(t)
	}
	border, line := th.Line, 1.25*m.u
	if s.concerns(b) {
		border, line = th.Accent, 1.75*m.u
	}
	pic.box(b.rect, 7*m.u, Color{}, border.Fade(alpha), line, 0)
	pic.Regions = append(pic.Regions, Region{Rect: b.rect, Thing: b.thing()})
	name, kind, brief := s.boxTitle(b)
	x, y := b.rect.X+m.pad, b.rect.Y+15*m.u
	if b.compact {
		y = b.rect.Y + b.rect.H/2
	}
	strong := textStyle{font.MonoBold, m.head, th.Text.Fade(alpha)}
	soft := s.bodyStyle(th.Muted.Fade(alpha))
	w := pic.text(name, x, y, b.titleW, strong)
	if room := b.titleW - w - 8*m.u; room > 14*m.u {
		chip := s.chipRoom(b)
		if font.Width(soft.face, soft.size, kind) > room-chip {
			kind = brief
		}
		if chip > 0 && font.Width(soft.face, soft.size, kind) > room-chip {
			kind = "" // the chip says it
		}
		x += w + 8*m.u
		if said := pic.text(kind, x, y, room, soft); said > 0 {
			x += said + 5*m.u
		}
		s.drawHolders(pic, b, x, y, b.rect.X+m.pad+b.titleW, alpha)
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
			return "+" + count(len(b.more)+len(b.waits)), words.moreObjects, words.more
		}
		switch b.wait {
		case model.WaitSleep:
			brief = s.nextWake()
			if brief == "" {
				return "time.Sleep", words.nobodySleeps, words.nobody
			}
			return "time.Sleep", say(words.wakesIn, brief), brief
		case model.WaitSelect:
			if s.waitCount(b)[0] == 0 {
				return "select", words.nobodyWaits, words.nobody
			}
			return "select", words.forSeveral, ""
		case model.WaitForever:
			return words.forever, words.never, ""
		}
		return words.io, words.outside, ""
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
	if n := slices.Index(b.turns, b.obj); n > 0 {
		name += " #" + count(n+1) // of those that were made at the same place, one after the other
	}
	switch o.Kind {
	case trace.ObjChan:
		brief = words.unbuffered
		full := brief
		if o.Cap > 0 {
			brief = say(words.ofCapacity, count(len(v.Buf)), count(o.Cap))
			full = say(words.buffered, count(len(v.Buf)), count(o.Cap))
		}
		kind = o.Type + " · " + full
		if v.Closed {
			kind, brief = o.Type+" · "+words.closed+" · "+full, words.closed
		}
	case trace.ObjMutex:
		brief = words.free
		if v.Holder != trace.NoG {
			brief = words.heldBy
		}
		kind = "Mutex · " + brief
	case trace.ObjRWMutex:
		brief = words.free
		switch {
		case v.Holder != trace.NoG:
			brief = words.writtenBy
		case len(v.Readers) > 0:
			brief = words.readBy
		}
		kind = "RWMutex · " + brief
	case trace.ObjWaitGroup:
		brief = say(words.counter, model.Count(v.Counter))
		kind = "WaitGroup · " + brief
	case trace.ObjOnce:
		brief = words.notRun
		switch {
		case v.Counter == 1:
			brief = words.done
		case v.Holder != trace.NoG:
			brief = words.runBy
		}
		kind = "Once · " + brief
	case trace.ObjTimer, trace.ObjTicker:
		brief = words.notRunning // stopped, or fired: the trace's state does not tell
		if v.Until > 0 {
			brief = say(words.in, model.Duration(v.Until-s.to.Time))
			kind = model.KindNoun(o.Kind) + " · " + say(words.firesIn, model.Duration(v.Until-s.to.Time))
			break
		}
		kind = model.KindNoun(o.Kind) + " · " + brief
	default:
		kind = strings.TrimPrefix(o.Type, "sync.")
	}
	return name, kind, brief
}

// thing is what a box stands for.
func (b *box) thing() model.Thing {
	if b.obj != trace.NoObj {
		return model.Thing{Kind: model.ThingObj, Obj: b.obj, P: trace.NoP}
	}
	if b.shared {
		return model.Thing{Kind: model.ThingState, State: trace.Blocked, P: trace.NoP}
	}
	return model.Thing{Kind: model.ThingWait, Wait: b.wait, P: trace.NoP}
}

// chipRoom returns the width of the first chip of a box, 0 if it has none.
func (s *Scene) chipRoom(b *box) float64 {
	holders := s.holders(b)
	if len(holders) == 0 {
		return 0
	}
	m := &s.lay.m
	return font.Width(font.Bold, m.body, holders[0].String()) + 20*m.u
}

// holders returns who holds what stands in a box: one, or several readers.
func (s *Scene) holders(b *box) []trace.GID {
	if b.obj == trace.NoObj || int(b.obj) > s.to.Objects() {
		return nil
	}
	v := s.to.O(b.obj)
	if v.Holder != trace.NoG {
		return []trace.GID{v.Holder}
	}
	return v.Readers
}

// drawHolders draws a chip for each that holds a lock, from x on as far as there
// is room.
func (s *Scene) drawHolders(pic *Picture, b *box, x, y, right, alpha float64) {
	holders := s.holders(b)
	m, th := &s.lay.m, s.view.Theme
	st := textStyle{font.Bold, m.body, th.Text.Fade(alpha)}
	for i, g := range holders {
		w := font.Width(st.face, st.size, g.String()) + 14*m.u
		if x+w > right+1 {
			if left := "+" + count(len(holders)-i); i > 0 {
				pic.text(left, x, y, right-x, st)
			}
			return
		}
		r := Rect{x, y - 10*m.u, w, 20 * m.u}
		pic.box(r, r.H/2, Color{}, th.States[s.to.G(g).State].Color.Fade(alpha), 1.5*m.u, 0)
		pic.textCenter(g.String(), x+w/2, y, w, st)
		pic.Regions = append(pic.Regions, Region{Rect: r, Thing: model.Thing{Kind: model.ThingG, G: g, P: trace.NoP}})
		x += w + 4*m.u
	}
}

// nextWake says when the first of those who sleep wakes, "" if nobody sleeps.
func (s *Scene) nextWake() string {
	until, ok := s.run.NextWake(s.to.Step)
	if s.to.Waiting[trace.ReasonSleep].Len() == 0 || !ok {
		return ""
	}
	return model.Duration(max(0, until-s.to.Time))
}

package scene

import (
	"math"
	"slices"

	"gopark/scenarios/trace"
)

// mover is a goroutine that is drawn by itself, with where it comes from and
// where it goes.
type mover struct {
	from, to spot
	born     bool    // it comes out of its creator
	main     bool    // it is what the event is about
	crowd    bool    // it stands in a crowd before and after: it is drawn because somebody looks at it
	dips     bool    // it shrinks on its way, to pass between the rows of its zone
	a, b     float64 // the part of the step in which it moves
	curve    [4]Point
}

// moves reports whether m changes its place.
func (m *mover) moves() bool { return m.from.rect != m.to.rect }

// wraps reports whether m moves from one row of its zone to another.
func (m *mover) wraps() bool {
	return !m.main && m.from.zone == m.to.zone && abs(m.from.rect.Y-m.to.rect.Y) > 0.5*m.to.rect.H
}

// findMovers pairs the spots before and after the event: all that have names,
// and of the crowds those that the event or the reader singles out.
func (s *Scene) findMovers() {
	s.movers = s.movers[:0]
	if s.index == nil {
		s.index = map[trace.GID]int32{}
	}
	clear(s.index)
	for i := range s.now.spots {
		s.addMover(s.now.spots[i].g)
	}
	for i := range s.before.spots {
		s.addMover(s.before.spots[i].g)
	}
	s.addMover(s.event.G)
	s.addMover(s.event.By)
	s.addMover(s.view.Selected)
	s.addMover(s.view.Focus.G)
	for _, g := range s.moved() {
		s.addMover(g)
		if i := s.index[g]; i != 0 {
			s.movers[i-1].main = true
		}
	}
	s.route()
}

func (s *Scene) addMover(g trace.GID) {
	if g == trace.NoG || s.index[g] != 0 {
		return
	}
	to, ok := s.find(&s.now, g)
	if !ok {
		return
	}
	m := mover{to: to, main: g == s.event.G && s.event.Kind.IsTransition()}
	from, ok := s.find(&s.before, g)
	if !ok {
		m.born = true
		from = s.birth(g, to)
	}
	m.from = from
	m.crowd = !from.kind.named() && !to.kind.named()
	s.movers = append(s.movers, m)
	s.index[g] = int32(len(s.movers))
}

// moved returns the goroutines that change their queue together.
func (s *Scene) moved() []trace.GID {
	e := &s.event
	var q trace.Line
	n := int(e.Arg)
	switch e.Kind {
	case trace.KSteal:
		victim := &s.from.Ps[e.Aux]
		if victim.Local.Len() == 0 {
			return []trace.GID{victim.Next}
		}
		q = victim.Local
	case trace.KRefill:
		q = s.from.Global
	case trace.KSpill:
		q = s.from.Ps[e.P].Local
	default:
		return nil
	}
	var out []trace.GID
	for i := range min(n, q.Len()) {
		out = append(out, q.At(i))
	}
	if e.Kind == trace.KSpill && q.Len() > n {
		out = append(out, q.At(q.Len()-1))
	}
	return out
}

// birth is where a new goroutine's token comes from: its creator's, or, for
// the first one, the place it goes to.
func (s *Scene) birth(g trace.GID, to spot) spot {
	from := to
	from.g = g
	c := to.rect.Center()
	if by, ok := s.find(&s.before, s.event.By); ok {
		c = by.rect.Center()
	}
	side := 4 * s.lay.m.u
	from.rect = Rect{c.X - side/2, c.Y - side/2, side, side}
	from.kind = tokenMark
	return from
}

// at returns where the token is at time t of the step.
func (m *mover) at(t float64) Rect {
	if !m.moves() {
		return m.to.rect
	}
	e := ease(within(t, m.a, m.b))
	switch e {
	case 0:
		return m.from.rect
	case 1:
		return m.to.rect
	}
	c := bezier(&m.curve, e)
	w, h := lerp(m.from.rect.W, m.to.rect.W, e), lerp(m.from.rect.H, m.to.rect.H, e)
	if m.dips {
		small := 0.12
		if m.main { // it stays in sight
			small = 0.3
		}
		k := 1 - (1-small)*math.Pow(4*e*(1-e), 0.25)
		w, h = w*k, h*k
	}
	return Rect{c.X - w/2, c.Y - h/2, w, h}
}

// route finds a way and a time for each that moves: who stands where the
// goroutine of the event will stand makes room first; who stands behind it
// follows when it has left.
func (s *Scene) route() {
	var still, past []Rect
	var main *mover
	moving := 0
	for i := range s.movers {
		m := &s.movers[i]
		switch {
		case !m.moves():
			if m.to.kind.named() {
				still = append(still, m.to.rect)
			}
		case m.main && main == nil:
			main = m
			fallthrough
		default:
			moving++
		}
	}
	// When the goroutine of the event moves, and past whom: those that follow it
	// still stand where they were, those that made room where they will be.
	a, b := 0.0, 1.0
	past = append(past, still...)
	for i := range s.movers {
		m := &s.movers[i]
		switch {
		case !m.moves() || main == nil || m.main:
			continue
		case m.from.zone == main.to.zone || m.from.rect.Overlaps(main.to.rect):
			// Who changes the row goes before those who need its place.
			m.a, m.b = 0.08, 0.45
			if m.wraps() {
				m.a, m.b = 0, 0.42
			}
			a = 0.25
			past = append(past, m.to.rect)
		case m.from.zone == main.from.zone:
			m.a, m.b = 0.6, 0.93
			if m.wraps() {
				m.a, m.b = 0.64, 1
			}
			b = 0.75
			past = append(past, m.from.rect)
		default:
			m.a, m.b = 0.25, 1
		}
	}
	for i := range s.movers {
		m := &s.movers[i]
		if !m.moves() {
			continue
		}
		if m.main || main == nil {
			m.a, m.b = a, b
		}
		from, to := m.from.rect.Center(), m.to.rect.Center()
		switch {
		case m.wraps():
			m.curve, m.dips = straight(from, to), m.to.kind.named()
		case m.crowd || moving > 12:
			m.curve = path(from, to, s.lay.m.u)
		case m == main:
			s.freest(m, past)
		case main != nil && m.b < b:
			s.freest(m, append(still, main.from.rect))
		case main != nil && m.a > a:
			s.freest(m, append(still, main.to.rect))
		default:
			s.freest(m, still)
		}
	}
}

// freest takes, of a few ways from one spot to another, the one on which the
// token covers least of those that stand still; of equal ones the plainest. If
// there is none on which it covers nothing, the token makes itself small.
func (s *Scene) freest(m *mover, still []Rect) {
	u, l := s.lay.m.u, &s.lay
	a, b := m.from.rect.Center(), m.to.rect.Center()
	ways := []([4]Point){
		path(a, b, u), bowed(a, b, 0), bowed(a, b, -0.16), bowed(a, b, 0.16), bowed(a, b, 0.3), bowed(a, b, -0.3),
		{a, {b.X, a.Y}, {b.X, a.Y}, b},
		{a, {a.X, b.Y}, {a.X, b.Y}, b},
	}
	// Along the free strips between the places and beside the titles; a curve
	// gets three quarters of the way to where it is pulled.
	const pull = 4.0 / 3
	top, mid := l.places[trace.Runnable], l.places[trace.Blocked]
	beside := []float64{a.Y + 1.1*l.m.token, a.Y - 1.1*l.m.token}
	if abs(a.Y-b.Y) > 2*l.m.token {
		beside = nil // that would be a detour
	}
	for _, y := range append(beside, mid.Y-l.m.gap/2, top.Y+l.m.title/2, mid.Y+l.m.title/2, mid.Y+mid.H-l.m.token/2) {
		ways = append(ways, [4]Point{a, {a.X, a.Y + (y-a.Y)*pull}, {b.X, b.Y + (y-b.Y)*pull}, b})
	}
	for _, x := range [...]float64{top.X + top.W + l.m.gap/2, top.X - l.m.gap/2, mid.X + mid.W - m.to.rect.W} {
		ways = append(ways, [4]Point{a, {a.X + (x-a.X)*pull, a.Y}, {b.X + (x-b.X)*pull, b.Y}, b})
	}
	// A long way round is worse than a token that makes itself small.
	direct := hypot(b.X-a.X, b.Y-a.Y)
	ways = slices.DeleteFunc(ways, func(w [4]Point) bool { return length(&w) > 1.6*direct+60*u })
	best, least := 0, 0.0
	titles := s.titles()
	for i := range ways {
		// Titles can be crossed, if there is no other way.
		c := s.covered(&ways[i], m, still) + 0.2*s.covered(&ways[i], m, titles)
		if c == 0 {
			m.curve = ways[i]
			return
		}
		// A further way must be worth it.
		c *= 1 + 0.02*float64(i)
		if i == 0 || c < least {
			best, least = i, c
		}
	}
	m.curve = ways[best]
	m.dips = m.from.kind.named() && m.to.kind.named() && s.covered(&ways[best], m, still) > 0
}

// titles returns where titles are written that are easily crossed.
func (s *Scene) titles() []Rect {
	u, mid := s.lay.m.u, s.lay.places[trace.Blocked]
	out := []Rect{{mid.X, mid.Y, min(mid.W, 330*u), s.lay.m.title}}
	for i := range s.lay.boxes {
		if b := &s.lay.boxes[i]; b.first != 0 && b.first <= s.to.Step {
			out = append(out, Rect{b.rect.X, b.rect.Y, min(b.titleW, 150*u), 24 * u})
		}
	}
	if t := s.lay.tree; t != nil {
		out = append(out, Rect{t.rect.X, t.rect.Y, t.rect.W * 0.8, 24 * u})
	}
	return out
}

// length returns about how long a curve is.
func length(c *[4]Point) float64 {
	const samples = 12
	sum, last := 0.0, c[0]
	for i := 1; i <= samples; i++ {
		p := bezier(c, float64(i)/samples)
		sum += hypot(p.X-last.X, p.Y-last.Y)
		last = p
	}
	return sum
}

// covered measures how much of the others a token covers on its way.
func (s *Scene) covered(way *[4]Point, m *mover, still []Rect) float64 {
	const samples = 24
	sum := 0.0
	stage := s.lay.stage
	for i := 1; i < samples; i++ {
		e := ease(float64(i) / samples)
		c := bezier(way, e)
		w, h := lerp(m.from.rect.W, m.to.rect.W, e), lerp(m.from.rect.H, m.to.rect.H, e)
		r := Rect{c.X - w/2, c.Y - h/2, w, h}
		for _, o := range still {
			sum += r.overlap(o)
		}
		if !r.In(stage) {
			sum += w * h
		}
	}
	return sum
}

// overlap returns the area that two rectangles share.
func (r Rect) overlap(o Rect) float64 {
	w := min(r.X+r.W, o.X+o.W) - max(r.X, o.X)
	h := min(r.Y+r.H, o.Y+o.H) - max(r.Y, o.Y)
	if w <= 0 || h <= 0 {
		return 0
	}
	return w * h
}

// straight is the plain way.
func straight(a, b Point) [4]Point {
	return [4]Point{a, {lerp(a.X, b.X, 1.0/3), lerp(a.Y, b.Y, 1.0/3)}, {lerp(a.X, b.X, 2.0/3), lerp(a.Y, b.Y, 2.0/3)}, b}
}

// bowed returns the curve from a to b that leaves the straight way by a share of
// its length, to the left of somebody who walks it.
func bowed(a, b Point, share float64) [4]Point {
	dx, dy := b.X-a.X, b.Y-a.Y
	c := straight(a, b)
	for i := 1; i <= 2; i++ {
		c[i].X += dy * share * 4 / 3
		c[i].Y -= dx * share * 4 / 3
	}
	return c
}

// path returns the usual curve from a to b: bent a little, so that coming and
// going can be told apart, and straight where the way is short or along a row.
func path(a, b Point, u float64) [4]Point {
	long := hypot(b.X-a.X, b.Y-a.Y)
	if long <= 150*u || abs(b.Y-a.Y) <= 20*u {
		return straight(a, b)
	}
	return bowed(a, b, min(0.09, 31*u/long))
}

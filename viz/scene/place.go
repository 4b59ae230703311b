package scene

import (
	"sort"

	"gopark/scenarios/trace"
	"gopark/viz/model"
)

// spot is where one goroutine stands at one step.
type spot struct {
	g     trace.GID
	zone  int32
	rect  Rect
	kind  tokenKind
	state trace.GState
	note  string // shown on a token in place of the function: the time left to sleep
}

// ghost is a goroutine's place in a queue of a channel while its token stands
// with the other selects.
type ghost struct {
	g    trace.GID
	rect Rect
	kind tokenKind
}

// placement is where everybody is at one step. Zones that show only a number
// have no spots.
type placement struct {
	state *trace.State
	spots []spot
	at    []int32 // by GID: 1 + the index in spots, 0: none
	used  []int   // by zone: tokens so far
	ghost []ghost
	sleep []trace.GID
}

func (p *placement) fill(l *layout, run *model.Run, s *trace.State) {
	p.state = s
	p.spots, p.ghost = p.spots[:0], p.ghost[:0]
	p.at = resized(p.at, s.Goroutines()+1)
	if len(p.used) != len(l.zones) {
		p.used = make([]int, len(l.zones))
	}
	clear(p.used)
	for i := range s.Ps {
		v := &s.Ps[i]
		if i >= len(l.running) {
			break
		}
		if v.Running != trace.NoG {
			p.put(l, v.Running, l.running[i], trace.Running, "")
		}
		if v.Next != trace.NoG {
			p.put(l, v.Next, l.next[i], trace.Runnable, "")
		}
		p.queue(l, v.Local, l.local[i])
	}
	p.queue(l, s.Global, l.global)
	for o := trace.ObjID(1); int(o) <= s.Objects() && int(o) < len(l.waiters); o++ {
		v := s.O(o)
		p.blocked(l, v.Waiters, l.waiters[o])
		p.blocked(l, v.Senders, l.senders[o])
	}
	p.rest(l, run)
}

func resized(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// put places g in the next free slot of a zone.
func (p *placement) put(l *layout, g trace.GID, zone int, state trace.GState, note string) {
	if zone < 0 || l.zones[zone].kind == tokenCount {
		return
	}
	p.putAt(l, g, zone, p.used[zone], state, note)
	p.used[zone]++
}

func (p *placement) putAt(l *layout, g trace.GID, zone, slot int, state trace.GState, note string) {
	z := &l.zones[zone]
	p.spots = append(p.spots, spot{g: g, zone: int32(zone), rect: z.slot(slot), kind: z.kind, state: state, note: note})
	p.at[g] = int32(len(p.spots))
}

func (p *placement) queue(l *layout, gs trace.Line, zone int) {
	if l.zones[zone].kind == tokenCount {
		return
	}
	for _, g := range gs.All() {
		p.put(l, g, zone, trace.Runnable, "")
	}
}

// blocked places those who wait at an object. Who waits in a select stands
// elsewhere and leaves a ghost in the queue.
func (p *placement) blocked(l *layout, gs trace.Line, zone int) {
	if zone < 0 || l.zones[zone].kind == tokenCount {
		return
	}
	for _, g := range gs.All() {
		if p.state.G(g).Reason == trace.ReasonSelect {
			z := &l.zones[zone]
			p.ghost = append(p.ghost, ghost{g, z.slot(p.used[zone]), z.kind})
			p.used[zone]++
			continue
		}
		p.put(l, g, zone, trace.Blocked, "")
	}
}

// rest places everybody whose place does not follow from a queue: the created,
// the done in the order in which they ended, and those who wait for no single
// object, the sleepers in the order in which they will wake.
func (p *placement) rest(l *layout, run *model.Run) {
	s := p.state
	sleepZone := l.waits[model.WaitSleep]
	p.sleep = p.sleep[:0]
	doneTokens := l.zones[l.done].kind != tokenCount
	if doneTokens {
		for i := range s.Counts[trace.Done] {
			if i < len(run.Ends) {
				p.putAt(l, run.Ends[i], l.done, i, trace.Done, "")
			}
		}
	}
	if s.Counts[trace.Created]+s.Counts[trace.Blocked] == 0 {
		return
	}
	for g := trace.MainG; int(g) <= s.Goroutines(); g++ {
		v := s.G(g)
		switch v.State {
		case trace.Created:
			p.put(l, g, l.created, trace.Created, "")
		case trace.Blocked:
			if p.at[g] != 0 {
				continue
			}
			w, ok := model.WaitOf(v.Reason, v.Obj)
			switch {
			case ok && w == model.WaitSleep:
				if l.zones[sleepZone].kind != tokenCount {
					p.sleep = append(p.sleep, g)
				}
			case ok:
				p.put(l, g, l.waits[w], trace.Blocked, "")
			}
		}
	}
	sort.SliceStable(p.sleep, func(i, j int) bool {
		a, b := s.G(p.sleep[i]), s.G(p.sleep[j])
		if a.Until != b.Until {
			return a.Until < b.Until
		}
		return a.Since < b.Since
	})
	for _, g := range p.sleep {
		p.put(l, g, sleepZone, trace.Blocked, model.Duration(s.G(g).Until-s.Time))
	}
}

// find returns the spot of g. Where g has none, since it is part of a number,
// the spot is the middle of that number; ok is false if g does not exist.
func (p *placement) find(l *layout, g trace.GID) (s spot, ok bool) {
	if int(g) >= len(p.at) || g == trace.NoG {
		return spot{}, false
	}
	if i := p.at[g]; i != 0 {
		return p.spots[i-1], true
	}
	v := p.state.G(g)
	zone := -1
	switch v.State {
	case trace.Created:
		zone = l.created
	case trace.Runnable:
		zone = l.global
		if v.P >= 0 && int(v.P) < len(l.local) {
			switch v.Queue {
			case trace.QNext:
				zone = l.next[v.P]
			case trace.QLocal:
				zone = l.local[v.P]
			}
		}
	case trace.Running:
		if v.P >= 0 && int(v.P) < len(l.running) {
			zone = l.running[v.P]
		}
	case trace.Blocked:
		if w, group := model.WaitOf(v.Reason, v.Obj); group {
			zone = l.waits[w]
		} else if int(v.Obj) < len(l.waiters) {
			zone = l.waiters[v.Obj]
			if v.Reason == trace.ReasonChanSend {
				zone = l.senders[v.Obj]
			}
		}
	case trace.Done:
		zone = l.done
	}
	if zone < 0 {
		return spot{}, false
	}
	z := &l.zones[zone]
	return spot{g: g, zone: int32(zone), rect: z.slot(0), kind: tokenCount, state: v.State}, true
}

// mover is a goroutine that is drawn, with where it comes from and where it
// goes.
type mover struct {
	from, to spot
	born     bool    // it comes out of its creator
	main     bool    // it is what the event is about
	a, b     float64 // the part of the step in which it moves
	curve    [4]Point
}

// moves reports whether m changes its place.
func (m *mover) moves() bool { return m.from.rect != m.to.rect }

// findMovers pairs the spots before and after the event.
func (s *Scene) findMovers() {
	s.movers = s.movers[:0]
	s.index = resized(s.index, s.to.Goroutines()+1)
	a, b := 0.0, 0.75
	if s.event.Kind == trace.KStart || s.event.Kind == trace.KUnblock {
		// Who leaves a queue goes first; those behind it follow.
		a, b = 0.25, 1
	}
	add := func(g trace.GID) {
		if int(g) >= len(s.index) || s.index[g] != 0 {
			return
		}
		to, ok := s.now.find(&s.lay, g)
		if !ok {
			return
		}
		m := mover{to: to, a: a, b: b, main: g == s.event.G && s.event.Kind.IsTransition()}
		from, ok := s.before.find(&s.lay, g)
		if !ok {
			m.born = true
			from = s.birth(g, to)
		}
		m.from = from
		if m.main {
			m.a, m.b = 0, 1
		}
		if m.moves() {
			m.curve = path(from.rect.Center(), to.rect.Center(), s.lay.m.u)
		}
		s.movers = append(s.movers, m)
		s.index[g] = int32(len(s.movers))
	}
	for i := range s.now.spots {
		add(s.now.spots[i].g)
	}
	for i := range s.before.spots {
		add(s.before.spots[i].g)
	}
	add(s.event.G)
	add(s.event.By)
}

// birth is where a new goroutine's token comes from: its creator's, or, for
// the first one, the place it goes to.
func (s *Scene) birth(g trace.GID, to spot) spot {
	from := to
	from.g = g
	c := to.rect.Center()
	if by, ok := s.before.find(&s.lay, s.event.By); ok {
		c = by.rect.Center()
	}
	side := 4 * s.lay.m.u
	from.rect = Rect{c.X - side/2, c.Y - side/2, side, side}
	from.kind = tokenCount
	return from
}

// path returns the curve from a to b: bent a little, so that coming and going
// can be told apart, and straight where the way is short or along a row.
func path(a, b Point, u float64) [4]Point {
	dx, dy := b.X-a.X, b.Y-a.Y
	long := hypot(dx, dy)
	bow := 0.0
	if long > 150*u && abs(dy) > 20*u {
		bow = min(long*0.12, 42*u)
	}
	var nx, ny float64
	if long > 0 {
		nx, ny = dy/long, -dx/long
	}
	return [4]Point{
		a,
		{a.X + dx*0.33 + nx*bow, a.Y + dy*0.33 + ny*bow},
		{a.X + dx*0.67 + nx*bow, a.Y + dy*0.67 + ny*bow},
		b,
	}
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
	return Rect{c.X - w/2, c.Y - h/2, w, h}
}

package scene

import (
	"slices"
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

// queue is goroutines in order.
type queue interface {
	Len() int
	At(i int) trace.GID
}

type list []trace.GID

func (l list) Len() int           { return len(l) }
func (l list) At(i int) trace.GID { return l[i] }

// members are those who stand in one zone, in order: one queue after the other.
type members struct {
	queues []memberQueue
	n      int
}

type memberQueue struct {
	queue
	object bool // of an object: those who are in a select stand elsewhere
}

// at returns the i-th member, and whether it stands in the queue of an object.
func (m *members) at(i int) (g trace.GID, object bool) {
	for _, q := range m.queues {
		if i < q.Len() {
			return q.At(i), q.object
		}
		i -= q.Len()
	}
	return trace.NoG, false
}

// placement is where everybody is at one step. Only those whose names can be
// read and seen have a spot of their own; the others are counted.
type placement struct {
	state  *trace.State
	zones  []members
	starts []int                 // by PID: where in its zone the P's local queue begins
	global int                   // where in its zone the global queue begins
	waits  [trace.NumReasons]int // where in its zone the queue of those begins
	alone  []trace.GID           // the ground for queues of one
	sleep  list                  // the sleepers, if few, in the order in which they wake
	born   list                  // the created
	spots  []spot
	index  map[trace.GID]int32 // in spots
	ghost  []ghost
}

// fewSleepers is how many sleepers are sorted by the time at which they wake;
// more stand in the order in which they went to sleep.
const fewSleepers = 512

// mostShared is how many objects of a shared box are looked into one by one.
const mostShared = 2000

func (s *Scene) place(p *placement, st *trace.State) {
	l := &s.lay
	p.state = st
	p.spots, p.ghost, p.alone = p.spots[:0], p.ghost[:0], p.alone[:0]
	if p.index == nil {
		p.index = map[trace.GID]int32{}
	}
	clear(p.index)
	if len(p.zones) != len(l.zones) {
		p.zones = make([]members, len(l.zones))
	}
	for i := range p.zones {
		p.zones[i].queues, p.zones[i].n = p.zones[i].queues[:0], 0
	}
	p.starts = p.starts[:0]
	for i := range min(len(st.Ps), len(l.running)) {
		v := &st.Ps[i]
		p.one(l.running[i], v.Running)
		p.one(l.next[i], v.Next)
		p.starts = append(p.starts, p.add(l.local[i], v.Local))
	}
	p.global = p.add(l.global, st.Global)
	s.placeBlocked(p, st)
	p.born = created(p.born[:0], st)
	p.add(l.created, p.born)
	for _, d := range l.done {
		p.add(d.zone, list(s.ended(d.group, st.Counts[trace.Done])))
	}
	for z := range l.zones {
		if l.zones[z].kind.named() && !l.zones[z].byID {
			s.spotsOf(p, z)
		}
	}
}

// add puts a queue at the end of a zone and returns where it begins there.
func (p *placement) add(zone int, q queue) int { return p.addQueue(zone, memberQueue{q, false}) }

func (p *placement) addQueue(zone int, q memberQueue) int {
	if zone < 0 {
		return 0
	}
	z := &p.zones[zone]
	start := z.n
	if n := q.Len(); n > 0 {
		z.queues = append(z.queues, q)
		z.n += n
	}
	return start
}

// one adds one goroutine to a zone.
func (p *placement) one(zone int, g trace.GID) {
	if g == trace.NoG {
		return
	}
	p.alone = append(p.alone, g)
	p.add(zone, list(p.alone[len(p.alone)-1:]))
}

// placeBlocked puts those who wait at an object there, and those who wait for
// no single one by what they wait for.
func (s *Scene) placeBlocked(p *placement, st *trace.State) {
	l := &s.lay
	object := func(o trace.ObjID) {
		if int(o) > st.Objects() || o == trace.NoObj {
			return
		}
		v := st.O(o)
		p.addQueue(l.waiters[o], memberQueue{v.Waiters, true})
		if v.Senders.Len() > 0 {
			p.addQueue(l.senders[o], memberQueue{v.Senders, true})
		}
	}
	var shared *box
	for i := range l.boxes {
		if b := &l.boxes[i]; b.shared {
			shared = b
		} else {
			object(b.obj)
		}
	}
	if l.tree != nil {
		for i := range l.tree.rows {
			object(l.tree.rows[i].done)
		}
		for i := range l.tree.more {
			object(l.tree.more[i].done)
		}
	}
	for w := range model.NumWaits {
		if l.waits[w] >= 0 && (shared == nil || l.waits[w] != shared.waiters) {
			s.placeWait(p, st, w)
		}
	}
	if shared == nil {
		return
	}
	if l.zones[shared.waiters].byID {
		p.zones[shared.waiters].n = st.Counts[trace.Blocked] - s.apart(p, st)
		return
	}
	for _, o := range shared.more {
		object(o)
	}
	for _, w := range shared.waits {
		s.placeWait(p, st, w)
	}
}

// apart returns how many of the blocked have been placed.
func (s *Scene) apart(p *placement, st *trace.State) int {
	n := 0
	for z := range p.zones {
		if s.lay.zones[z].state != trace.Blocked {
			continue
		}
		n += p.zones[z].n
		for _, q := range p.zones[z].queues {
			for i := 0; q.object && i < q.Len(); i++ {
				if st.G(q.At(i)).Reason == trace.ReasonSelect {
					n-- // it is counted with the selects
				}
			}
		}
	}
	return n
}

// placeWait puts those who wait for w where they stand.
func (s *Scene) placeWait(p *placement, st *trace.State, w model.Wait) {
	zone := s.lay.waits[w]
	for _, r := range model.ReasonsOf(w) {
		q := st.Waiting[r]
		if q.Len() == 0 {
			continue
		}
		if w == model.WaitSleep && q.Len() <= fewSleepers {
			p.sleep = p.sleep[:0]
			for _, g := range q.All() {
				p.sleep = append(p.sleep, g)
			}
			slices.SortStableFunc(p.sleep, func(a, b trace.GID) int { return compare(st.G(a).Until, st.G(b).Until) })
			p.waits[r] = p.add(zone, p.sleep)
			continue
		}
		p.waits[r] = p.add(zone, q)
	}
}

func compare(a, b trace.Time) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// created appends those who are in no queue yet: the newest goroutines, but
// for a few.
func created(out list, st *trace.State) list {
	left := st.Counts[trace.Created]
	for g := trace.GID(st.Goroutines()); g >= trace.MainG && left > 0; g-- {
		if st.G(g).State == trace.Created {
			out = append(out, g)
			left--
		}
	}
	slices.Reverse(out)
	return out
}

// ended returns those of a group that are among the first n to end.
func (s *Scene) ended(group, n int) []trace.GID {
	n = min(n, len(s.run.Ends))
	if group == allGroups {
		return s.run.Ends[:n]
	}
	all := s.ends(group)
	k := sort.Search(len(all), func(i int) bool { return s.run.EndRank(all[i]) >= n })
	return all[:k]
}

// ends returns the goroutines of a group in the order in which they end.
func (s *Scene) ends(group int) []trace.GID {
	if s.endsOf == nil {
		own := map[int]bool{}
		for _, d := range s.lay.done {
			own[d.group] = true
		}
		s.endsOf = map[int][]trace.GID{}
		for _, g := range s.run.Ends {
			k := s.run.GroupOf(g)
			if !own[k] {
				k = otherGroups
			}
			s.endsOf[k] = append(s.endsOf[k], g)
		}
	}
	return s.endsOf[group]
}

// spotsOf gives a spot to each member of a zone that can be seen. Who waits in
// a select stands elsewhere and leaves a ghost in the queue.
func (s *Scene) spotsOf(p *placement, zone int) {
	z, m := &s.lay.zones[zone], &p.zones[zone]
	for i := range z.seen(s.lay.stage, m.n) {
		g, object := m.at(i)
		v := p.state.G(g)
		if object && v.Reason == trace.ReasonSelect {
			p.ghost = append(p.ghost, ghost{g, z.slot(i), z.kind})
			continue
		}
		sp := spot{g: g, zone: int32(zone), rect: z.slot(i), kind: z.kind, state: z.state}
		if v.Reason == trace.ReasonSleep && v.State == trace.Blocked {
			sp.note = model.Duration(v.Until - p.state.Time)
		}
		p.index[g] = int32(len(p.spots))
		p.spots = append(p.spots, sp)
	}
}

// find returns where g stands, whether it has a spot of its own or not; ok is
// false if it does not exist yet.
func (s *Scene) find(p *placement, g trace.GID) (sp spot, ok bool) {
	if g == trace.NoG || int(g) > p.state.Goroutines() {
		return spot{}, false
	}
	if i, ok := p.index[g]; ok {
		return p.spots[i], true
	}
	zone, i := s.whereabouts(p, g)
	if zone < 0 || i < 0 {
		return spot{}, false
	}
	z := &s.lay.zones[zone]
	sp = spot{g: g, zone: int32(zone), rect: z.slot(i), kind: z.kind, state: p.state.G(g).State}
	if z.kind == tokenDense {
		sp.rect = z.square(i, s.lay.m.u)
	}
	return sp, true
}

// whereabouts returns the zone of a goroutine and its place there.
func (s *Scene) whereabouts(p *placement, g trace.GID) (zone, i int) {
	l, st := &s.lay, p.state
	v := st.G(g)
	at := func(zone, start int, q trace.Line) (int, int) {
		if zone < 0 {
			return -1, 0
		}
		k, ok := st.PlaceIn(q, g)
		if !ok {
			return -1, 0
		}
		return zone, start + k
	}
	switch v.State {
	case trace.Created:
		return l.created, slices.Index(p.born, g)
	case trace.Runnable:
		switch v.Queue {
		case trace.QNext:
			return l.next[v.P], max(0, p.starts[v.P]-1)
		case trace.QLocal:
			return at(l.local[v.P], p.starts[v.P], st.Ps[v.P].Local)
		}
		return at(l.global, p.global, st.Global)
	case trace.Running:
		return l.running[v.P], s.runningPlace(p, v.P)
	case trace.Blocked:
		if w, group := model.WaitOf(v.Reason, v.Obj); group {
			if zone := l.waits[w]; zone >= 0 && !l.zones[zone].byID {
				if w == model.WaitSleep && st.Waiting[v.Reason].Len() <= fewSleepers {
					return zone, p.waits[v.Reason] + slices.Index(p.sleep, g)
				}
				return at(zone, p.waits[v.Reason], st.Waiting[v.Reason])
			}
			return l.waits[w], int(g) - 1
		}
		zone, q := l.waiters[v.Obj], st.O(v.Obj).Waiters
		if v.Reason == trace.ReasonChanSend {
			zone, q = l.senders[v.Obj], st.O(v.Obj).Senders
		}
		if zone >= 0 && l.zones[zone].byID {
			return zone, int(g) - 1
		}
		return at(zone, 0, q)
	case trace.Done:
		return s.donePlace(g)
	}
	return -1, 0
}

// runningPlace returns the place of a P in a zone that several share.
func (s *Scene) runningPlace(p *placement, proc trace.PID) int {
	n := 0
	for i := range int(proc) {
		if s.lay.running[i] == s.lay.running[proc] && p.state.Ps[i].Running != trace.NoG {
			n++
		}
	}
	return n
}

func (s *Scene) donePlace(g trace.GID) (zone, i int) {
	rank, group := s.run.EndRank(g), s.run.GroupOf(g)
	for _, d := range s.lay.done {
		if d.group == allGroups {
			return d.zone, rank
		}
		if d.group == group || d.group == otherGroups {
			all := s.ends(d.group)
			return d.zone, sort.Search(len(all), func(i int) bool { return s.run.EndRank(all[i]) >= rank })
		}
	}
	return -1, 0
}

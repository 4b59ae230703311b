package trace

import (
	"fmt"
	"slices"
	"sort"
)

// LocalCap is the length of a P's local run queue (runtime/runtime2.go: runq).
// The queue holds one more only between the event that overfills it and the
// KSpill that must follow.
const LocalCap = 256

// NewState returns the empty world of step 0 with procs Ps.
func NewState(procs int) *State {
	return &State{Gs: make([]GView, 1), Ps: make([]PView, procs), Objs: make([]OView, 1)}
}

// Clone returns a copy that shares nothing that Apply changes.
func (s *State) Clone() *State {
	c := *s
	c.Gs = slices.Clone(s.Gs)
	c.Ps = slices.Clone(s.Ps)
	for i := range c.Ps {
		c.Ps[i].Local = slices.Clone(s.Ps[i].Local)
	}
	c.Global = slices.Clone(s.Global)
	c.Objs = slices.Clone(s.Objs)
	for i := range c.Objs {
		o := &c.Objs[i]
		o.Buf = slices.Clone(o.Buf)
		o.Senders = slices.Clone(o.Senders)
		o.Waiters = slices.Clone(o.Waiters)
		o.waitersArray = o.Waiters
		o.Readers = slices.Clone(o.Readers)
	}
	return &c
}

// Apply advances s by one event. It returns an error, and leaves s as it was,
// if the event is not legal in s. The state keeps e.Cases and e.Text but not
// e. The cost does not depend on the size of the state, except that taking a
// goroutine out of the middle of a queue moves the shorter side of it.
//
// Apply knows the goroutines, the queues and the objects, not the tables of
// the trace: what needs those (a channel's capacity, an object's kind) is
// checked by Validate.
func (s *State) Apply(e *Event) error {
	if err := s.legal(e); err != nil {
		return fmt.Errorf("step %d: %v %v: %w", s.Step, e.Kind, e.G, err)
	}
	s.Step++
	s.Time, s.Work = e.Time, e.Work
	if e.Site != NoSite && e.Kind != KExit {
		if g := e.Actor(); g != NoG {
			s.Gs[g].Site = e.Site
		}
	}
	switch e.Kind {
	case KCreate:
		s.Gs = append(s.Gs, GView{State: Created, P: NoP, Since: s.Step})
		s.Counts[Created]++
	case KReady, KUnblock, KYield, KStart, KBlock, KEnd:
		s.move(e)
	case KSteal:
		s.steal(e)
	case KRefill:
		n := int(e.Arg)
		for _, g := range s.Global[:n] {
			s.pushLocal(e.P, g)
		}
		s.Global = s.Global[n:]
	case KSpill:
		p := &s.Ps[e.P]
		n, last := int(e.Arg), len(p.Local)-1
		for _, g := range p.Local[:n] {
			s.pushGlobal(g)
		}
		s.pushGlobal(p.Local[last])
		p.Local = p.Local[n:last]
	case KExit:
		s.Ended = true
	case KSelect, KSignal, KPrint, KPanic, KRecover:
		// Nothing that the state shows.
	default:
		s.act(e)
	}
	return nil
}

// move carries out a transition of an existing goroutine.
func (s *State) move(e *Event) {
	g := &s.Gs[e.G]
	from, to := g.State, kinds[e.Kind].To
	switch from {
	case Runnable:
		s.unqueue(e.G, g)
	case Running:
		s.Ps[g.P].Running = NoG
	case Blocked:
		s.unwait(e.G, g)
	}
	s.Counts[from]--
	s.Counts[to]++
	g.State, g.Since = to, s.Step
	g.P, g.Queue = NoP, NoQueue
	switch to {
	case Runnable:
		g.Waker = e.By
		switch e.Queue {
		case QNext:
			p := &s.Ps[e.P]
			if p.Next != NoG {
				s.pushLocal(e.P, p.Next)
			}
			p.Next, g.P, g.Queue = e.G, e.P, QNext
		case QLocal:
			s.pushLocal(e.P, e.G)
		case QGlobal:
			s.pushGlobal(e.G)
		}
	case Running:
		g.P = e.P
		s.Ps[e.P].Running = e.G
	case Blocked:
		g.Reason, g.Obj, g.Text, g.Cases = e.Reason, e.Obj, e.Text, e.Cases
		if e.Reason == ReasonSleep {
			g.Until = Time(e.Aux)
		}
		s.wait(e.G, g, e.Arg == 1)
	}
}

// pushLocal and pushGlobal put g at the tail of a run queue.
func (s *State) pushLocal(p PID, g GID) {
	s.lastTicket++
	v := &s.Gs[g]
	v.P, v.Queue, v.ticket = p, QLocal, s.lastTicket
	s.Ps[p].Local = append(s.Ps[p].Local, g)
}

func (s *State) pushGlobal(g GID) {
	s.lastTicket++
	v := &s.Gs[g]
	v.P, v.Queue, v.ticket = NoP, QGlobal, s.lastTicket
	s.Global = append(s.Global, g)
}

// unqueue takes a runnable goroutine out of its run queue.
func (s *State) unqueue(id GID, g *GView) {
	switch g.Queue {
	case QNext:
		s.Ps[g.P].Next = NoG
	case QLocal:
		p := &s.Ps[g.P]
		p.Local = s.remove(p.Local, id)
	case QGlobal:
		s.Global = s.remove(s.Global, id)
	}
}

func (s *State) steal(e *Event) {
	victim := &s.Ps[e.Aux]
	if len(victim.Local) == 0 {
		g := victim.Next
		victim.Next = NoG
		s.pushLocal(e.P, g)
		return
	}
	n := int(e.Arg)
	for _, g := range victim.Local[:n] {
		s.pushLocal(e.P, g)
	}
	victim.Local = victim.Local[n:]
}

// sends reports whether a goroutine blocked for r waits among the senders.
func (r Reason) sends() bool { return r == ReasonChanSend }

// wait puts a goroutine that has just blocked into the queue of what it waits
// for, or of each case of its select.
func (s *State) wait(id GID, g *GView, front bool) {
	if front {
		s.firstTicket--
		g.ticket = s.firstTicket
		s.Objs[g.Obj].pushFront(id)
		return
	}
	s.lastTicket++
	g.ticket = s.lastTicket
	for i := range g.Cases {
		if c := &g.Cases[i]; c.Obj != NoObj {
			s.Objs[c.Obj].pushBack(id, c.Send)
		}
	}
	if g.Obj != NoObj {
		s.Objs[g.Obj].pushBack(id, g.Reason.sends())
	}
}

// unwait is the inverse of wait.
func (s *State) unwait(id GID, g *GView) {
	for i := range g.Cases {
		if c := &g.Cases[i]; c.Obj != NoObj {
			s.leave(id, c.Obj, c.Send)
		}
	}
	if g.Obj != NoObj {
		s.leave(id, g.Obj, g.Reason.sends())
	}
	g.Reason, g.Obj, g.Until, g.Text, g.Cases = NoReason, NoObj, 0, "", nil
}

func (s *State) leave(id GID, obj ObjID, send bool) {
	o := &s.Objs[obj]
	if send {
		o.Senders = s.remove(o.Senders, id)
	} else {
		o.Waiters = s.remove(o.Waiters, id)
	}
}

func (o *OView) pushBack(g GID, send bool) {
	if send {
		o.Senders = append(o.Senders, g)
		return
	}
	moved := len(o.Waiters) == cap(o.Waiters)
	o.Waiters = append(o.Waiters, g)
	if moved {
		o.waitersArray = o.Waiters
	}
}

func (o *OView) pushFront(g GID) {
	// Both slices end where the array ends.
	free := cap(o.waitersArray) - cap(o.Waiters)
	if free == 0 {
		n := len(o.Waiters)
		free = n + 4
		o.waitersArray = make([]GID, free+n, free+2*n)
		copy(o.waitersArray[free:], o.Waiters)
	}
	o.Waiters = o.waitersArray[free-1 : free+len(o.Waiters)]
	o.Waiters[0] = g
}

// remove takes every occurrence of g out of q; they are adjacent, since a
// select enters all its queues at once.
func (s *State) remove(q []GID, g GID) []GID {
	n := len(q)
	if n == 0 {
		return q
	}
	from := 0
	if q[0] != g {
		ticket := s.Gs[g].ticket
		from = sort.Search(n, func(i int) bool { return s.Gs[q[i]].ticket >= ticket })
	}
	to := from
	for to < n && q[to] == g {
		to++
	}
	s.effort += int64(min(from, n-to))
	if from < n-to {
		copy(q[to-from:to], q[:from])
		return q[to-from:]
	}
	copy(q[from:], q[to:])
	return q[:n-(to-from)]
}

// act carries out what goroutines do to objects.
func (s *State) act(e *Event) {
	if e.Kind == KMake {
		s.Objs = append(s.Objs, OView{Made: true, Until: Time(max(e.Arg, 0)), Closed: e.Arg == MadeClosed})
		return
	}
	o := &s.Objs[e.Obj]
	switch e.Kind {
	case KSend:
		if e.By == NoG {
			o.Buf = append(o.Buf, e.Text)
		}
	case KRecv:
		if e.Arg == 1 && len(o.Buf) > 0 {
			o.Buf = o.Buf[1:]
			if e.By != NoG {
				o.Buf = append(o.Buf, s.offered(e.By, e.Obj))
			}
		}
	case KClose:
		o.Closed = true
	case KLock:
		o.Holder = e.G
	case KUnlock:
		o.Holder = NoG
	case KRLock:
		o.Readers = append(o.Readers, e.G)
	case KRUnlock:
		// sync.RWMutex does not know its readers: one goroutine may release
		// what another took. Then the longest reader goes.
		i := slices.Index(o.Readers, e.G)
		if i < 0 {
			s.effort += int64(len(o.Readers))
			i = 0
		}
		s.effort += int64(i)
		copy(o.Readers[1:i+1], o.Readers[:i])
		o.Readers = o.Readers[1:]
	case KAdd:
		o.Counter = e.Aux
	case KCancel:
		o.Cancelled, o.Cause, o.Until = true, e.Text, 0
	case KDo:
		switch e.Arg {
		case DoBegin:
			o.Holder = e.G
		case DoEnd:
			o.Holder, o.Counter = NoG, 1
		}
	case KTimer:
		o.Until = Time(e.Aux)
		if e.Arg == TimerStop || e.Arg == TimerReset {
			// Since Go 1.23 no value of before a Stop or Reset is received
			// after it (time.Timer).
			o.Buf = o.Buf[:0]
		}
	}
}

// offered is the value that blocked goroutine g wants to send to obj.
func (s *State) offered(g GID, obj ObjID) string {
	v := &s.Gs[g]
	s.effort += int64(len(v.Cases))
	for i := range v.Cases {
		if c := &v.Cases[i]; c.Send && c.Obj == obj {
			return c.Text
		}
	}
	return v.Text
}

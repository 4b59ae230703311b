package trace

import (
	"fmt"
	"slices"
)

// LocalCap is the length of a P's local run queue (runtime/runtime2.go: runq).
// The queue holds one more only between the event that overfills it and the
// KSpill that must follow.
const LocalCap = 256

// Apply advances s by one event. It returns an error, and leaves s as it was,
// if the event is not legal in s. The state keeps e.Cases and e.Text but not
// e. The cost does not depend on the size of the state, and it does not
// allocate but where s grows or changes what it shares with a clone.
//
// Apply knows the goroutines, the queues and the objects, not the tables of
// the trace: what needs those (a channel's capacity, an object's kind) is
// checked by Validate.
func (s *State) Apply(e *Event) error {
	if err := s.legal(e); err != nil {
		return fmt.Errorf("step %d: %v %v: %w", s.Step, e.Kind, e.G, err)
	}
	s.advance(e)
	return nil
}

// advance is Apply for an event that is known to be legal.
func (s *State) advance(e *Event) {
	s.write()
	s.Step++
	s.Time, s.Work = e.Time, e.Work
	if e.Site != NoSite && e.Kind != KExit {
		if g := e.Actor(); g != NoG && s.G(g).Site != e.Site {
			s.editG(g).Site = e.Site
		}
	}
	switch e.Kind {
	case KCreate:
		g := s.gs.add(&s.writer)
		g.State, g.P, g.Since = Created, NoP, s.Step
		s.Counts[Created]++
	case KReady, KUnblock, KYield, KStart, KBlock, KEnd:
		s.move(e)
	case KSteal:
		s.steal(e)
	case KRefill:
		for range e.Arg {
			s.pushLocal(e.P, s.take(&s.Global, 0))
		}
	case KSpill:
		local := &s.Ps[e.P].Local
		for range e.Arg {
			s.pushGlobal(s.take(local, 0))
		}
		s.pushGlobal(s.take(local, local.n-1))
	case KExit:
		s.Ended = true
	case KSelect, KSignal, KPrint, KPanic, KRecover:
		// Nothing that the state shows.
	default:
		s.act(e)
	}
}

// move carries out a transition of an existing goroutine.
func (s *State) move(e *Event) {
	g := s.editG(e.G)
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
		g.Reason, g.Obj = e.Reason, e.Obj
		s.setOffer(g, e.Text, e.Cases)
		if e.Reason == ReasonSleep {
			g.Until = Time(e.Aux)
		}
		s.wait(e.G, g, e.Cases, e.Arg == 1)
	}
}

// take takes who stands at place i out of a line and returns it.
func (s *State) take(l *Line, i int) GID {
	g := l.At(i)
	l.remove(&s.writer, i)
	return g
}

// pushLocal and pushGlobal put g at the tail of a run queue.
func (s *State) pushLocal(p PID, g GID) {
	s.lastTicket++
	v := s.editG(g)
	v.P, v.Queue, v.ticket = p, QLocal, s.lastTicket
	s.Ps[p].Local.push(&s.writer, g, v.ticket, false)
}

func (s *State) pushGlobal(g GID) {
	s.lastTicket++
	v := s.editG(g)
	v.P, v.Queue, v.ticket = NoP, QGlobal, s.lastTicket
	s.Global.push(&s.writer, g, v.ticket, false)
}

// unqueue takes a runnable goroutine out of its run queue.
func (s *State) unqueue(id GID, g *GView) {
	switch g.Queue {
	case QNext:
		s.Ps[g.P].Next = NoG
	case QLocal:
		s.leave(&s.Ps[g.P].Local, id)
	case QGlobal:
		s.leave(&s.Global, id)
	}
}

func (s *State) steal(e *Event) {
	victim := &s.Ps[e.Aux]
	if victim.Local.n == 0 {
		g := victim.Next
		victim.Next = NoG
		s.pushLocal(e.P, g)
		return
	}
	for range e.Arg {
		s.pushLocal(e.P, s.take(&victim.Local, 0))
	}
}

// sends reports whether a goroutine blocked for r waits among the senders.
func (r Reason) sends() bool { return r == ReasonChanSend }

// line returns a queue of an object, for writing.
func (s *State) line(id ObjID, send bool) *Line {
	o := s.editO(id)
	if send {
		return &o.Senders
	}
	return &o.Waiters
}

// wait puts a goroutine that has just blocked into the queue of what it waits
// for, or among those that wait for the same reason and of each case of its
// select.
func (s *State) wait(id GID, g *GView, cases []Case, front bool) {
	if front {
		s.firstTicket--
		g.ticket = s.firstTicket
	} else {
		s.lastTicket++
		g.ticket = s.lastTicket
	}
	for i := range cases {
		if c := &cases[i]; c.Obj != NoObj {
			s.line(c.Obj, c.Send).push(&s.writer, id, g.ticket, false)
		}
	}
	l := &s.Waiting[g.Reason]
	if g.Obj != NoObj {
		l = s.line(g.Obj, g.Reason.sends())
	}
	l.push(&s.writer, id, g.ticket, front)
}

// unwait is the inverse of wait.
func (s *State) unwait(id GID, g *GView) {
	for _, c := range s.Cases(id) {
		if c.Obj != NoObj {
			s.leave(s.line(c.Obj, c.Send), id)
		}
	}
	l := &s.Waiting[g.Reason]
	if g.Obj != NoObj {
		l = s.line(g.Obj, g.Reason.sends())
	}
	s.leave(l, id)
	s.dropOffer(g)
	g.Reason, g.Obj, g.Until = NoReason, NoObj, 0
}

// leave takes every occurrence of g out of a line; they are adjacent, since a
// select enters all its queues at once.
func (s *State) leave(l *Line, g GID) {
	at := 0
	if l.head() != g {
		at, _ = s.PlaceIn(*l, g)
	}
	for at < l.n && l.At(at) == g {
		l.remove(&s.writer, at)
	}
}

// act carries out what goroutines do to objects.
func (s *State) act(e *Event) {
	if e.Kind == KMake {
		o := s.objs.add(&s.writer)
		o.Made, o.Until, o.Closed = true, Time(max(e.Arg, 0)), e.Arg == MadeClosed
		return
	}
	o := s.editO(e.Obj)
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
			o.Buf = nil
		}
	}
}

// offered is the value that blocked goroutine g wants to send to obj.
func (s *State) offered(g GID, obj ObjID) string {
	cases := s.Cases(g)
	s.effort += int64(len(cases))
	for i := range cases {
		if c := &cases[i]; c.Send && c.Obj == obj {
			return c.Text
		}
	}
	return s.Text(g)
}

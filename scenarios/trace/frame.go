package trace

// A key frame is a State in writing, for the start of a block. It holds
//
//	runs of goroutine states, for every goroutine created so far
//	the goroutines that are not done, in order
//	the Ps, the global queue
//	runs of object flags, for every object made so far
//	the objects that have any flag, in order
//	the cancelled contexts, in order, up to the end
//
// What is final about goroutines that are done (see ending) is in a table of
// the trace, once, so that the size of a key frame follows what is alive.
// Numbers are written as differences to the one before where neighbours are
// alike. Texts are numbers in the text table.

// An ending is what a State says of a goroutine that is done, for ever.
type ending struct {
	since Step
	site  SiteID
	waker GID
}

func (v *GView) ending() ending { return ending{v.Since, v.Site, v.Waker} }

const (
	objClosed = 1 << iota
	objBuf
	objSenders
	objWaiters
	objHolder
	objReaders
	objCounter
	objUntil
)

func (o *OView) flags() uint64 {
	return bit(o.Closed, objClosed) | bit(len(o.Buf) > 0, objBuf) |
		bit(len(o.Senders) > 0, objSenders) | bit(len(o.Waiters) > 0, objWaiters) |
		bit(o.Holder != NoG, objHolder) | bit(len(o.Readers) > 0, objReaders) |
		bit(o.Counter != 0, objCounter) | bit(o.Until != 0, objUntil)
}

// appendRuns writes value(1) … value(n) as lengths of runs of equal values,
// each below limit.
func appendRuns(b []byte, n int, limit uint64, value func(int) uint64) []byte {
	for i := 1; i <= n; {
		v, from := value(i), i
		for i++; i <= n && value(i) == v; i++ {
		}
		b = appendUint(b, uint64(i-from)*limit+v)
	}
	return b
}

// readRuns is the inverse of appendRuns.
func (r *reader) readRuns(n int, limit uint64, set func(i int, value uint64)) {
	for i := 1; i <= n; {
		code := r.uint()
		for range code / limit {
			set(i, code%limit)
			i++
		}
	}
}

func appendGs(b []byte, q []GID) []byte {
	b = appendUint(b, uint64(len(q)))
	var last GID
	for _, g := range q {
		b = appendInt(b, diff(g, last))
		last = g
	}
	return b
}

func (r *reader) gs() []GID {
	n := r.uint()
	if n == 0 {
		return nil
	}
	q := make([]GID, n)
	var last GID
	for i := range q {
		last += GID(r.int())
		q[i] = last
	}
	return q
}

func appendFrame(b []byte, s *State, texts texter) []byte {
	b = appendRuns(b, len(s.Gs)-1, uint64(NumStates), func(i int) uint64 { return uint64(s.Gs[i].State) })
	var last GView
	for i := 1; i < len(s.Gs); i++ {
		g := &s.Gs[i]
		if g.State == Done {
			continue
		}
		b = appendInt(b, int64(g.Since-last.Since))
		b = appendUint(b, uint64(g.Site))
		b = appendInt(b, diff(g.Waker, last.Waker))
		last.Since, last.Waker = g.Since, g.Waker
		if g.State != Blocked {
			continue
		}
		b = append(b, byte(g.Reason))
		b = appendInt(b, diff(g.Obj, last.Obj))
		last.Obj = g.Obj
		switch g.Reason {
		case ReasonSleep:
			b = appendInt(b, int64(g.Until-last.Until))
			last.Until = g.Until
		case ReasonChanSend, ReasonChanSendNil:
			b = appendUint(b, uint64(texts.text(g.Text)))
		case ReasonSelect:
			b = appendUint(b, uint64(len(g.Cases)))
			for _, c := range g.Cases {
				b = appendUint(b, uint64(c.Obj)<<2|bit(c.Send, 1)|bit(c.Ready, 2))
				if c.Send {
					b = appendUint(b, uint64(texts.text(c.Text)))
				}
			}
		}
	}
	for i := range s.Ps {
		p := &s.Ps[i]
		b = appendUint(b, uint64(p.Running))
		b = appendUint(b, uint64(p.Next))
		b = appendGs(b, p.Local)
	}
	b = appendGs(b, s.Global)
	b = appendRuns(b, len(s.Objs)-1, 256, func(i int) uint64 { return s.Objs[i].flags() })
	for i := 1; i < len(s.Objs); i++ {
		o := &s.Objs[i]
		if len(o.Buf) > 0 {
			b = appendUint(b, uint64(len(o.Buf)))
			for _, v := range o.Buf {
				b = appendUint(b, uint64(texts.text(v)))
			}
		}
		if len(o.Senders) > 0 {
			b = appendGs(b, o.Senders)
		}
		if len(o.Waiters) > 0 {
			b = appendGs(b, o.Waiters)
		}
		if o.Holder != NoG {
			b = appendUint(b, uint64(o.Holder))
		}
		if len(o.Readers) > 0 {
			b = appendGs(b, o.Readers)
		}
		if o.Counter != 0 {
			b = appendInt(b, o.Counter)
		}
		if o.Until != 0 {
			b = appendInt(b, int64(o.Until))
		}
	}
	cancelled := NoObj
	for i := range s.Objs {
		if o := &s.Objs[i]; o.Cancelled {
			b = appendUint(b, uint64(ObjID(i)-cancelled))
			b = appendUint(b, uint64(texts.text(o.Cause)))
			cancelled = ObjID(i)
		}
	}
	return b
}

// readFrame is the inverse of appendFrame. It reads only what this process
// wrote: Decode compares the frames of a file with its own.
func readFrame(frame []byte, start blockStart, step Step, procs int, ends []ending, texts []string) *State {
	r := &reader{b: frame}
	s := &State{
		Step: step, Time: start.time, Work: start.work,
		Gs:   make([]GView, start.created+1),
		Ps:   make([]PView, procs),
		Objs: make([]OView, start.made+1),
	}
	r.readRuns(len(s.Gs)-1, uint64(NumStates), func(i int, state uint64) {
		s.Gs[i].State, s.Gs[i].P = GState(state), NoP
		s.Counts[state]++
	})
	var last GView
	for i := 1; i < len(s.Gs); i++ {
		g := &s.Gs[i]
		if g.State == Done {
			e := &ends[i]
			g.Since, g.Site, g.Waker = e.since, e.site, e.waker
			continue
		}
		last.Since += Step(r.int())
		g.Since = last.Since
		g.Site = SiteID(r.uint())
		last.Waker += GID(r.int())
		g.Waker = last.Waker
		if g.State != Blocked {
			continue
		}
		g.Reason = Reason(r.byte())
		last.Obj += ObjID(r.int())
		g.Obj = last.Obj
		switch g.Reason {
		case ReasonSleep:
			last.Until += Time(r.int())
			g.Until = last.Until
		case ReasonChanSend, ReasonChanSendNil:
			g.Text = texts[r.uint()]
		case ReasonSelect:
			g.Cases = make([]Case, r.uint())
			for j := range g.Cases {
				code := r.uint()
				g.Cases[j] = Case{Obj: ObjID(code >> 2), Send: code&1 != 0, Ready: code&2 != 0}
				if code&1 != 0 {
					g.Cases[j].Text = texts[r.uint()]
				}
			}
		}
	}
	s.firstTicket, s.lastTicket = 0, int64(step)
	for i := range s.Ps {
		p := &s.Ps[i]
		p.Running, p.Next = GID(r.uint()), GID(r.uint())
		if p.Running != NoG {
			s.Gs[p.Running].P = PID(i)
		}
		if p.Next != NoG {
			s.Gs[p.Next].P, s.Gs[p.Next].Queue = PID(i), QNext
		}
		for _, g := range r.gs() {
			s.pushLocal(PID(i), g)
		}
	}
	for _, g := range r.gs() {
		s.pushGlobal(g)
	}
	r.readRuns(len(s.Objs)-1, 256, func(i int, flags uint64) {
		// The flags wait in Counter until the details are read.
		s.Objs[i] = OView{Made: true, Counter: int64(flags)}
	})
	for i := 1; i < len(s.Objs); i++ {
		s.readObject(r, &s.Objs[i], texts)
	}
	for id := NoObj; r.left() > 0; {
		id += ObjID(r.uint())
		s.Objs[id].Cancelled, s.Objs[id].Cause = true, texts[r.uint()]
	}
	return s
}

func (s *State) readObject(r *reader, o *OView, texts []string) {
	flags := o.Counter
	o.Counter = 0
	o.Closed = flags&objClosed != 0
	if flags&objBuf != 0 {
		o.Buf = make([]string, r.uint())
		for i := range o.Buf {
			o.Buf[i] = texts[r.uint()]
		}
	}
	if flags&objSenders != 0 {
		o.Senders = r.gs()
		s.restoreTickets(o.Senders)
	}
	if flags&objWaiters != 0 {
		o.Waiters = r.gs()
		o.waitersArray = o.Waiters
		s.restoreTickets(o.Waiters)
	}
	if flags&objHolder != 0 {
		o.Holder = GID(r.uint())
	}
	if flags&objReaders != 0 {
		o.Readers = r.gs()
	}
	if flags&objCounter != 0 {
		o.Counter = r.int()
	}
	if flags&objUntil != 0 {
		o.Until = Time(r.int())
	}
}

// restoreTickets gives the goroutines in q tickets that ascend. Who was
// queued at the tail has the step of its blocking, which is the same in all
// the queues of a select; those queued at the front stand before all of them
// and in no other queue.
func (s *State) restoreTickets(q []GID) {
	next := s.lastTicket + 1
	for i := len(q) - 1; i >= 0; i-- {
		g := &s.Gs[q[i]]
		g.ticket = int64(g.Since)
		if g.ticket >= next && !(i+1 < len(q) && q[i+1] == q[i]) {
			g.ticket = next - 1
		}
		next = g.ticket
	}
	s.firstTicket = min(s.firstTicket, next)
}

package trace

import (
	"cmp"
	"slices"
)

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
		bit(o.Senders.n > 0, objSenders) | bit(o.Waiters.n > 0, objWaiters) |
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

func appendGs(b []byte, l Line) []byte {
	b = appendUint(b, uint64(l.n))
	var last GID
	for _, g := range l.All() {
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
	b = appendRuns(b, s.Goroutines(), uint64(NumStates), func(i int) uint64 { return uint64(s.gs.at(i).State) })
	var last GView
	for i := 1; i < s.gs.n; i++ {
		g := s.gs.at(i)
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
			b = appendUint(b, uint64(texts.text(s.Text(GID(i)))))
		case ReasonSelect:
			cases := s.Cases(GID(i))
			b = appendUint(b, uint64(len(cases)))
			for _, c := range cases {
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
	b = appendRuns(b, s.Objects(), 256, func(i int) uint64 { return s.objs.at(i).flags() })
	for i := 1; i < s.objs.n; i++ {
		o := s.objs.at(i)
		if len(o.Buf) > 0 {
			b = appendUint(b, uint64(len(o.Buf)))
			for _, v := range o.Buf {
				b = appendUint(b, uint64(texts.text(v)))
			}
		}
		if o.Senders.n > 0 {
			b = appendGs(b, o.Senders)
		}
		if o.Waiters.n > 0 {
			b = appendGs(b, o.Waiters)
		}
		if o.Holder != NoG {
			b = appendUint(b, uint64(o.Holder))
		}
		if len(o.Readers) > 0 {
			b = appendUint(b, uint64(len(o.Readers)))
			var last GID
			for _, g := range o.Readers {
				b = appendInt(b, diff(g, last))
				last = g
			}
		}
		if o.Counter != 0 {
			b = appendInt(b, o.Counter)
		}
		if o.Until != 0 {
			b = appendInt(b, int64(o.Until))
		}
	}
	cancelled := NoObj
	for i := range s.objs.n {
		if o := s.objs.at(i); o.Cancelled {
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
	s := NewState(procs)
	s.Step, s.Time, s.Work = step, start.time, start.work
	s.lastTicket = int64(step)
	r.readRuns(int(start.created), uint64(NumStates), func(i int, state uint64) {
		g := s.gs.add(&s.writer)
		g.State, g.P = GState(state), NoP
		s.Counts[state]++
	})
	s.readGoroutines(r, ends, texts)
	for i := range s.Ps {
		p := &s.Ps[i]
		p.Running, p.Next = GID(r.uint()), GID(r.uint())
		if p.Running != NoG {
			s.editG(p.Running).P = PID(i)
		}
		if p.Next != NoG {
			g := s.editG(p.Next)
			g.P, g.Queue = PID(i), QNext
		}
		for _, g := range r.gs() {
			s.pushLocal(PID(i), g)
		}
	}
	for _, g := range r.gs() {
		s.pushGlobal(g)
	}
	var flags []uint64
	r.readRuns(int(start.made), 256, func(_ int, f uint64) { flags = append(flags, f) })
	for _, f := range flags {
		s.readObject(r, f, texts)
	}
	for id := NoObj; r.left() > 0; {
		id += ObjID(r.uint())
		o := s.editO(id)
		o.Cancelled, o.Cause = true, texts[r.uint()]
	}
	return s
}

func (s *State) readGoroutines(r *reader, ends []ending, texts []string) {
	var last GView
	var waiting []GID // for no single object
	for i := 1; i < s.gs.n; i++ {
		g := s.gs.edit(&s.writer, i)
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
		g.ticket = int64(g.Since)
		if g.Obj == NoObj {
			waiting = append(waiting, GID(i))
		}
		switch g.Reason {
		case ReasonSleep:
			last.Until += Time(r.int())
			g.Until = last.Until
		case ReasonChanSend, ReasonChanSendNil:
			s.setOffer(g, texts[r.uint()], nil)
		case ReasonSelect:
			cases := make([]Case, r.uint())
			for j := range cases {
				code := r.uint()
				cases[j] = Case{Obj: ObjID(code >> 2), Send: code&1 != 0, Ready: code&2 != 0}
				if code&1 != 0 {
					cases[j].Text = texts[r.uint()]
				}
			}
			s.setOffer(g, "", cases)
		}
	}
	slices.SortFunc(waiting, func(a, b GID) int { return cmp.Compare(s.G(a).ticket, s.G(b).ticket) })
	for _, g := range waiting {
		s.Waiting[s.G(g).Reason].push(&s.writer, g, s.G(g).ticket, false)
	}
}

func (s *State) readObject(r *reader, flags uint64, texts []string) {
	o := s.objs.add(&s.writer)
	o.Made, o.Closed = true, flags&objClosed != 0
	if flags&objBuf != 0 {
		o.Buf = make([]string, r.uint())
		for i := range o.Buf {
			o.Buf[i] = texts[r.uint()]
		}
	}
	if flags&objSenders != 0 {
		s.readLine(r, &o.Senders)
	}
	if flags&objWaiters != 0 {
		s.readLine(r, &o.Waiters)
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

// readLine reads the queue of an object, and gives who stands in it tickets
// that ascend. Who was queued at the tail has the step of its blocking, which
// is the same in all the queues of a select; those queued at the front stand
// before all of them and in no other queue.
func (s *State) readLine(r *reader, l *Line) {
	q := r.gs()
	next := s.lastTicket + 1
	for i := len(q) - 1; i >= 0; i-- {
		g := s.editG(q[i])
		if g.ticket >= next && !(i+1 < len(q) && q[i+1] == q[i]) {
			g.ticket = next - 1
		}
		next = g.ticket
	}
	s.firstTicket = min(s.firstTicket, next)
	for _, g := range q {
		l.push(&s.writer, g, s.G(g).ticket, false)
	}
}

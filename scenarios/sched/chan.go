package sched

import "gopark/scenarios/trace"

// Chan is a channel. Its values are opaque. A nil *Chan is a nil channel.
type Chan struct {
	obj    trace.ObjID
	seq    uint64 // order of creation, which stands for the order of addresses
	cap    int
	closed bool
	buf    deque[item]
	sendq  waitq
	recvq  waitq
	show   func(any) string
	timer  *Timer // whose channel it is

	// Of a channel that the library made and that is not in the trace yet.
	hidden bool
	typ    string
	hint   string // what the library calls it

	context trace.ObjID // whose done channel it is
}

// item is a value on its way through a channel, with its text as it was when
// the value was sent: what a pointer in it points to may change meanwhile.
type item struct {
	v    any
	text string
}

// waiter is a goroutine's place in a queue (runtime/runtime2.go: sudog).
type waiter struct {
	g          *gor
	c          *Chan
	item       item // to send
	send       bool
	index      int         // of the case of a select
	sel        bool        // part of a select
	handed     bool        // a semaphore was handed to it directly
	obj        trace.ObjID // what it waits for, in a queue of package sync
	ticket     uint32
	prev, next *waiter
}

// waitq is a queue of waiters.
type waitq struct {
	first, last *waiter
}

func (q *waitq) push(w *waiter) {
	w.prev, w.next = q.last, nil
	if q.last == nil {
		q.first = w
	} else {
		q.last.next = w
	}
	q.last = w
}

func (q *waitq) pushFront(w *waiter) {
	w.prev, w.next = nil, q.first
	if q.first == nil {
		q.last = w
	} else {
		q.first.prev = w
	}
	q.first = w
}

func (q *waitq) remove(w *waiter) {
	if w.prev == nil {
		q.first = w.next
	} else {
		w.prev.next = w.next
	}
	if w.next == nil {
		q.last = w.prev
	} else {
		w.next.prev = w.prev
	}
	w.prev, w.next = nil, nil
}

// pop takes the first waiter out, and the other cases of its select out of
// their queues.
func (q *waitq) pop() *waiter {
	w := q.first
	if w == nil {
		return nil
	}
	q.remove(w)
	if w.sel {
		for i := range w.g.cases {
			if o := &w.g.cases[i]; o != w && o.c != nil {
				o.queue().remove(o)
			}
		}
	}
	return w
}

func (w *waiter) queue() *waitq {
	if w.send {
		return &w.c.sendq
	}
	return &w.c.recvq
}

// MakeChan makes a channel. typ is its type as the source has it, "chan int";
// show writes a value as the trace shows it.
func (m *Machine) MakeChan(at trace.SiteID, typ string, cap int, show func(any) string) *Chan {
	g := m.enter(at)
	if cap < 0 {
		panic(RuntimeError("makechan: size out of range"))
	}
	m.lastChan++
	c := &Chan{seq: m.lastChan, cap: cap, show: show}
	c.obj = m.make(g, at, trace.Object{Kind: trace.ObjChan, Type: typ, Cap: cap}, 0)
	return c
}

// HideChan makes a channel for the library, which calls it hint. It appears in
// the trace where somebody first sends or receives (see Reveal).
func (m *Machine) HideChan(at trace.SiteID, typ, hint string, cap int, show func(any) string) *Chan {
	m.enter(at)
	if cap < 0 {
		panic(RuntimeError("makechan: size out of range"))
	}
	m.lastChan++
	return &Chan{seq: m.lastChan, cap: cap, show: show, hidden: true, typ: typ, hint: hint}
}

// Reveal makes a hidden channel appear in the trace, at the place where it is
// first used. Inside the library it is called after what the program uses and
// what the library calls it: pr.wrCh.
func (m *Machine) Reveal(at trace.SiteID, c *Chan, inside bool) {
	if c == nil || !c.hidden {
		return
	}
	g := m.enter(at)
	if !c.hidden { // somebody else has met it meanwhile
		return
	}
	c.hidden = false
	o := trace.Object{Kind: trace.ObjChan, Type: c.typ, Cap: c.cap, Of: c.context}
	if m.rec != nil {
		o.Name = m.rec.Site(at).Operand
		switch name := m.objectName(c.context); {
		case name != "":
			o.Name = name + ".Done()"
		case o.Name == "":
			o.Name = c.hint
		case inside && c.hint != "":
			o.Name += "." + c.hint
		}
	}
	made := int64(0)
	if c.closed {
		made = trace.MadeClosed
	}
	c.obj = m.make(g, at, o, made)
}

// make registers an object, named as the source names it at this place.
func (m *Machine) make(g *gor, at trace.SiteID, o trace.Object, set int64) trace.ObjID {
	if m.rec == nil {
		m.events++
		return trace.NoObj
	}
	o.Site = at
	switch {
	case o.Name != "":
	case m.operand != nil:
		o.Name = m.operand(at)
	default:
		o.Name = m.rec.Site(at).Operand
	}
	id := m.rec.Object(o)
	e := m.event(trace.KMake, g, at)
	e.Obj, e.Arg = id, set
	m.add(e)
	return id
}

// Len is len(c).
func (c *Chan) Len() int {
	if c == nil || c.timer != nil { // runtime/chan.go: chanlen
		return 0
	}
	return c.buf.len()
}

// Cap is cap(c).
func (c *Chan) Cap() int {
	if c == nil || c.timer != nil {
		return 0
	}
	return c.cap
}

func (m *Machine) text(c *Chan, v any) string {
	if m.rec == nil || c.show == nil {
		return ""
	}
	return c.show(v)
}

// Send is c <- v (runtime/chan.go: chansend). It panics with a RuntimeError if
// c is closed.
func (m *Machine) Send(at trace.SiteID, c *Chan, v any) {
	g := m.enter(at)
	if c == nil {
		m.blockForever(g, at, trace.ReasonChanSendNil, nil)
	}
	it := item{v, m.text(c, v)}
	if m.trySend(g, at, c, it) {
		return
	}
	g.wait = waiter{g: g, c: c, item: it, send: true}
	c.sendq.push(&g.wait)
	m.blockEvent(g, at, trace.ReasonChanSend, c.obj).Text = it.text
	m.block(g)
	if !g.ok {
		panic(errSendClosed)
	}
}

const errSendClosed = RuntimeError("send on closed channel")

// trySend sends if that is possible at once.
func (m *Machine) trySend(g *gor, at trace.SiteID, c *Chan, it item) bool {
	if c.closed {
		panic(errSendClosed)
	}
	w := c.recvq.pop()
	if w == nil && c.buf.len() >= c.cap {
		return false
	}
	e := m.event(trace.KSend, g, at)
	e.Obj, e.Text = c.obj, it.text
	if w == nil {
		m.add(e)
		c.buf.push(it)
		return true
	}
	e.By = w.g.id
	m.add(e)
	m.serve(g.p, w, it.v, true, g)
	return true
}

// serve gives a waiter what it waited for, or !ok when the channel is closed,
// and wakes it.
func (m *Machine) serve(p *proc, w *waiter, v any, ok bool, by *gor) {
	w.g.woken, w.g.value, w.g.ok = w, v, ok
	m.ready(p, w.g, by, w.c.obj)
}

// Recv is v, ok = <-c (runtime/chan.go: chanrecv). v is nil when ok is false.
func (m *Machine) Recv(at trace.SiteID, c *Chan) (v any, ok bool) {
	g := m.enter(at)
	if c == nil {
		m.blockForever(g, at, trace.ReasonChanReceiveNil, nil)
	}
	if c.timer != nil {
		m.poll(g.p, c)
	}
	if v, ok, done := m.tryRecv(g, at, c); done {
		return v, ok
	}
	g.wait = waiter{g: g, c: c}
	c.recvq.push(&g.wait)
	m.blockEvent(g, at, trace.ReasonChanReceive, c.obj)
	if c.timer != nil {
		m.wait(g.p, &c.timer.rt)
	}
	m.block(g)
	if c.timer != nil {
		c.timer.rt.unwait()
	}
	return m.received(g, at, c)
}

// received is the second half of a receive that had to wait. That a value was
// handed over is in the sender's event; that the channel was closed is
// recorded now.
func (m *Machine) received(g *gor, at trace.SiteID, c *Chan) (any, bool) {
	v := g.value
	g.value = nil
	if !g.ok {
		m.recvEvent(g, at, c, "", false)
		return nil, false
	}
	return m.outOf(c, v), true
}

// outOf is the value that the program gets for one in c. The channels of
// timers hold the time they fired at.
func (m *Machine) outOf(c *Chan, v any) any {
	if c.timer != nil && m.TimeValue != nil {
		return m.TimeValue(m.seen(v.(trace.Time)))
	}
	return v
}

func (m *Machine) recvEvent(g *gor, at trace.SiteID, c *Chan, text string, ok bool) {
	e := m.event(trace.KRecv, g, at)
	e.Obj = c.obj
	if ok {
		e.Arg, e.Text = 1, text
	}
	m.add(e)
}

// tryRecv receives if that is possible at once.
func (m *Machine) tryRecv(g *gor, at trace.SiteID, c *Chan) (v any, ok, done bool) {
	if w := c.sendq.pop(); w != nil {
		it := w.item
		if c.buf.len() > 0 {
			// The head of the full buffer, and the sender's value to its tail.
			c.buf.push(it)
			it = c.buf.pop()
		}
		w.item = item{}
		e := m.event(trace.KRecv, g, at)
		e.Obj, e.By, e.Arg, e.Text = c.obj, w.g.id, 1, it.text
		m.add(e)
		m.serve(g.p, w, nil, true, g)
		return it.v, true, true
	}
	if c.buf.len() > 0 {
		it := c.buf.pop()
		m.recvEvent(g, at, c, it.text, true)
		return m.outOf(c, it.v), true, true
	}
	if c.closed {
		m.recvEvent(g, at, c, "", false)
		return nil, false, true
	}
	return nil, false, false
}

// Close is close(c) (runtime/chan.go: closechan). It panics with a
// RuntimeError if c is nil or closed.
func (m *Machine) Close(at trace.SiteID, c *Chan) {
	g := m.enter(at)
	if c == nil {
		panic(RuntimeError("close of nil channel"))
	}
	if c.closed {
		panic(RuntimeError("close of closed channel"))
	}
	c.closed = true
	if c.hidden { // nobody has met it
		return
	}
	e := m.event(trace.KClose, g, at)
	e.Obj = c.obj
	m.add(e)
	// The runtime collects the waiters, receivers first, on a stack: the last
	// is woken first, and of those woken the first to wait ends up in runnext.
	var all []*waiter
	for w := c.recvq.pop(); w != nil; w = c.recvq.pop() {
		all = append(all, w)
	}
	for w := c.sendq.pop(); w != nil; w = c.sendq.pop() {
		all = append(all, w)
	}
	for i := len(all) - 1; i >= 0; i-- {
		m.serve(g.p, all[i], nil, false, g)
	}
}

package sched

import "gopark/scenarios/trace"

// Cond is a sync.Cond (sync/cond.go, runtime/sema.go: notifyList). Lock and
// Unlock are those of its L.
type Cond struct {
	Lock, Unlock func(at trace.SiteID)

	nextWait   uint32 // the ticket of the next who waits
	nextNotify uint32 // the first ticket that was not signalled
	queue      waitq
	self       *Cond
	obj        trace.ObjID
}

// CondWait is c.Wait().
func (m *Machine) CondWait(at trace.SiteID, c *Cond) {
	g := m.enter(at)
	obj := m.condObject(g, at, c)
	ticket := c.nextWait
	c.nextWait++
	c.Unlock(at)
	m.enter(at)
	if int32(ticket-c.nextNotify) >= 0 {
		g.wait = waiter{g: g, ticket: ticket, obj: obj}
		c.queue.push(&g.wait)
		m.blockEvent(g, at, trace.ReasonCondWait, obj)
		m.block(g)
	}
	c.Lock(at)
}

// CondSignal is c.Signal().
func (m *Machine) CondSignal(at trace.SiteID, c *Cond) {
	g := m.signal(at, c, 0)
	if c.nextWait == c.nextNotify {
		return
	}
	ticket := c.nextNotify
	c.nextNotify++
	// Whoever has the ticket but is not in the queue yet will not wait.
	for w := c.queue.first; w != nil; w = w.next {
		if w.ticket == ticket {
			c.queue.remove(w)
			m.ready(g.p, w.g, g, w.obj)
			return
		}
	}
}

// CondBroadcast is c.Broadcast().
func (m *Machine) CondBroadcast(at trace.SiteID, c *Cond) {
	g := m.signal(at, c, 1)
	c.nextNotify = c.nextWait
	for w := c.queue.pop(); w != nil; w = c.queue.pop() {
		m.ready(g.p, w.g, g, w.obj)
	}
}

func (m *Machine) signal(at trace.SiteID, c *Cond, how int64) *gor {
	g := m.enter(at)
	obj := m.condObject(g, at, c)
	e := m.event(trace.KSignal, g, at)
	e.Obj, e.Arg = obj, how
	m.add(e)
	return g
}

// condObject is the object that c is in the trace. A Cond must not be copied
// after its first use; it panics with Misuse as Go does.
func (m *Machine) condObject(g *gor, at trace.SiteID, c *Cond) trace.ObjID {
	if c.self == nil {
		c.self = c
		c.obj = m.make(g, at, trace.Object{Kind: trace.ObjCond, Type: "sync.Cond"}, 0)
	}
	if c.self != c {
		panic(Misuse("sync.Cond is copied"))
	}
	return c.obj
}

package sched

import (
	"cmp"
	"fmt"

	"gopark/scenarios/trace"
)

// gor is one goroutine.
type gor struct {
	id     trace.GID
	parent trace.GID
	made   trace.SiteID // the go statement
	site   trace.SiteID // where it last acted
	state  trace.GState
	reason trace.Reason // while blocked
	fn     string
	f      func()
	p      *proc // while running
	w      *worker
	index  int // in Machine.live

	wait   waiter    // its place in the queue of what it waits for
	cases  []waiter  // the same for a select, one for each case
	woken  *waiter   // which of them was served
	value  any       // what it was given
	ok     bool      // it was served, as opposed to woken by close
	sleep  *runTimer // for time.Sleep
	bubble *bubble   // it belongs to
	runs   *bubble   // it waits for the end of
	busy   bool      // it was preempted, and has not waited since
}

// event begins an event about g, or about none, at a place in the source. It
// is valid until the next call.
func (m *Machine) event(k trace.Kind, g *gor, at trace.SiteID) *trace.Event {
	m.scratch = trace.Event{Kind: k, P: trace.NoP, Site: at, Time: m.clock, Work: m.work}
	if g != nil {
		m.scratch.G = g.id
	}
	return &m.scratch
}

// add records an event.
func (m *Machine) add(e *trace.Event) {
	m.events++
	if m.rec != nil {
		m.rec.Add(e)
	}
}

// move records the transition of g that was begun with event. Every state is
// entered and left here, along the edges of trace's table of kinds.
func (m *Machine) move(g *gor) {
	e := &m.scratch
	info := e.Kind.Info()
	if e.G != g.id || g.state != info.From || info.To == trace.None {
		panic(fmt.Sprintf("sched: %v of %v in state %v, expected %v", e.Kind, g.id, g.state, info.From))
	}
	g.state = info.To
	m.add(e)
}

// start makes the first goroutine and gives it the token.
func (m *Machine) start(main func()) {
	p := m.ps[0]
	p.looking = true
	g := m.newG("main.main", main, nil, trace.NoSite)
	m.cur = g
	system := p.next
	p.next = nil
	m.makeReady(p, g, nil, trace.NoSite)
	m.choose()
	p.next = system
}

// newG makes a goroutine in state created. by is nil for main and for what
// timers start.
func (m *Machine) newG(fn string, f func(), by *gor, at trace.SiteID) *gor {
	m.lastG++
	g := &gor{id: m.lastG, fn: fn, f: f, made: at, site: at, index: len(m.live)}
	if m.entry != nil {
		g.site = cmp.Or(m.entry(fn), at)
	}
	if by != nil {
		g.parent = by.id
		g.bubble = by.bubble
		g.bubble.joined()
	}
	if m.rec != nil {
		if id := m.rec.Goroutine(trace.Goroutine{Func: fn, Parent: g.parent, Site: at}); id != g.id {
			panic(fmt.Sprintf("sched: the recorder calls %v %v", g.id, id))
		}
	}
	m.live = append(m.live, g)
	return g
}

// spawn makes a goroutine and puts it into p's runnext.
func (m *Machine) spawn(p *proc, by *gor, at trace.SiteID, fn string, f func()) {
	g := m.newG(fn, f, by, at)
	m.makeReady(p, g, by, at)
	m.wakep()
}

func (m *Machine) makeReady(p *proc, g, by *gor, at trace.SiteID) {
	e := m.event(trace.KCreate, g, at)
	e.By, e.P = g.parent, p.id
	m.move(g)
	q := m.enqueueAs(trace.QNext)
	e = m.event(trace.KReady, g, at)
	e.By, e.Queue, e.P = g.parent, q, place(q, p)
	m.move(g)
	m.enqueue(p, g, q)
}

// block stops the running goroutine, with an event begun by blockEvent, and
// returns when it runs again.
func (m *Machine) block(g *gor) {
	g.reason, g.busy = m.scratch.Reason, false
	m.move(g)
	g.bubble.blocks(m, g)
	g.p.release()
	m.pass(g)
	g.reason = trace.NoReason
}

func (m *Machine) blockEvent(g *gor, at trace.SiteID, why trace.Reason, obj trace.ObjID) *trace.Event {
	e := m.event(trace.KBlock, g, at)
	e.Reason, e.Obj = why, obj
	return e
}

// blockForever stops the running goroutine. Only the teardown ends it.
func (m *Machine) blockForever(g *gor, at trace.SiteID, why trace.Reason, cases []trace.Case) {
	m.blockEvent(g, at, why, trace.NoObj).Cases = cases
	m.block(g)
	panic("sched: a goroutine blocked for ever was woken")
}

// ready makes a blocked goroutine runnable and puts it into p's runnext
// (runtime/proc.go: ready). by is nil for timers.
func (m *Machine) ready(p *proc, g, by *gor, obj trace.ObjID) {
	g.bubble.wakes(g)
	q := m.enqueueAs(trace.QNext)
	e := m.event(trace.KUnblock, g, trace.NoSite)
	if by != nil {
		e.By, e.Site = by.id, by.site
	}
	e.Obj, e.Queue, e.P = obj, q, place(q, p)
	m.move(g)
	m.enqueue(p, g, q)
	m.wakep()
}

// end is the end of the running goroutine g. It decides who goes on; the
// caller gives up the host goroutine.
func (m *Machine) end(g *gor, how int64) {
	p := g.p
	m.account(p)
	m.turn(g)
	m.event(trace.KEnd, g, g.site).Arg = how
	m.move(g)
	if g.id == trace.MainG && how == trace.EndReturn {
		// runtime/proc.go: main
		m.finish(g.id, trace.OutcomeReturn, 0, "")
		return
	}
	last := len(m.live) - 1
	m.live[g.index] = m.live[last]
	m.live[g.index].index = g.index
	m.live[last] = nil
	m.live = m.live[:last]
	g.w, g.f = nil, nil
	g.bubble.left(m, g)
	p.release()
	m.choose()
}

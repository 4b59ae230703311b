package sched

import "gopark/scenarios/trace"

// Once is a sync.Once (sync/once.go).
type Once struct {
	done bool
	lock mutex // held while f runs
	self *Once
	obj  trace.ObjID
}

// OnceDo is o.Do(f).
func (m *Machine) OnceDo(at trace.SiteID, o *Once, f func()) {
	g := m.enter(at)
	obj := m.onceObject(g, at, o)
	if !o.done {
		o.lock.acquire(m, g, at, obj)
		if !o.done {
			m.doFirst(g, at, o, f)
			return
		}
		o.lock.release(m, g, at)
	}
	m.doEvent(g, at, obj, trace.DoDone)
}

// doFirst runs f. When f panics or ends the goroutine it counts as done.
func (m *Machine) doFirst(g *gor, at trace.SiteID, o *Once, f func()) {
	m.doEvent(g, at, o.obj, trace.DoBegin)
	defer func() {
		if m.over {
			return
		}
		m.enter(at)
		o.done = true
		m.doEvent(g, at, o.obj, trace.DoEnd)
		o.lock.release(m, g, at)
	}()
	f()
}

func (m *Machine) doEvent(g *gor, at trace.SiteID, obj trace.ObjID, what int64) {
	e := m.event(trace.KDo, g, at)
	e.Obj, e.Arg = obj, what
	m.add(e)
}

// onceObject is the object that o is in the trace. A copy is another object,
// done if the original was.
func (m *Machine) onceObject(g *gor, at trace.SiteID, o *Once) trace.ObjID {
	if o.self != o {
		o.self = o
		o.obj = m.make(g, at, trace.Object{Kind: trace.ObjOnce, Type: "sync.Once"}, 0)
		if o.done {
			m.doEvent(g, at, o.obj, trace.DoBegin)
			m.doEvent(g, at, o.obj, trace.DoEnd)
		}
	}
	return o.obj
}

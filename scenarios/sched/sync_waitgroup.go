package sched

import "gopark/scenarios/trace"

// WaitGroup is a sync.WaitGroup (sync/waitgroup.go).
type WaitGroup struct {
	counter int32
	waiters uint32
	sema    uint32
	self    *WaitGroup
	obj     trace.ObjID
}

// WGAdd is wg.Add(delta). It panics with Misuse as Go does.
func (m *Machine) WGAdd(at trace.SiteID, wg *WaitGroup, delta int) {
	g := m.enter(at)
	obj := m.wgObject(g, at, wg)
	before := wg.counter
	wg.counter += int32(delta)
	m.addEvent(g, at, obj, int64(wg.counter)-int64(before), int64(wg.counter))
	if wg.counter < 0 {
		panic(Misuse("sync: negative WaitGroup counter"))
	}
	if wg.waiters != 0 && delta > 0 && wg.counter == int32(delta) {
		panic(Misuse("sync: WaitGroup misuse: Add called concurrently with Wait"))
	}
	if wg.counter > 0 {
		return
	}
	n := wg.waiters
	wg.waiters = 0
	for range n {
		m.release(g, at, &wg.sema, false)
	}
}

// WGDone is wg.Done().
func (m *Machine) WGDone(at trace.SiteID, wg *WaitGroup) { m.WGAdd(at, wg, -1) }

// WGWait is wg.Wait(). It panics with Misuse as Go does.
func (m *Machine) WGWait(at trace.SiteID, wg *WaitGroup) {
	g := m.enter(at)
	obj := m.wgObject(g, at, wg)
	if wg.counter == 0 {
		return
	}
	wg.waiters++
	m.acquire(g, at, &wg.sema, false, trace.ReasonWaitGroupWait, obj)
	if wg.counter != 0 || wg.waiters != 0 {
		panic(Misuse("sync: WaitGroup is reused before previous Wait has returned"))
	}
}

func (m *Machine) addEvent(g *gor, at trace.SiteID, obj trace.ObjID, delta, gives int64) {
	e := m.event(trace.KAdd, g, at)
	e.Obj, e.Arg, e.Aux = obj, delta, gives
	m.add(e)
}

// wgObject is the object that wg is in the trace. A copy is another object
// with the same counter.
func (m *Machine) wgObject(g *gor, at trace.SiteID, wg *WaitGroup) trace.ObjID {
	if wg.self != wg {
		wg.self = wg
		wg.obj = m.make(g, at, trace.Object{Kind: trace.ObjWaitGroup, Type: "sync.WaitGroup"}, 0)
		if wg.counter != 0 {
			m.addEvent(g, at, wg.obj, int64(wg.counter), int64(wg.counter))
		}
	}
	return wg.obj
}

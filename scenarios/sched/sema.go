package sched

import "gopark/scenarios/trace"

// The semaphores that package sync is built on (runtime/sema.go). Their queues
// hang on addresses: a lock that is copied takes its state along but not those
// who wait for it, and a lock that is overwritten loses its state but not them.

// acquire is semacquire1: it takes one off the semaphore, waiting until there
// is one. obj is the object the semaphore belongs to.
func (m *Machine) acquire(g *gor, at trace.SiteID, sema *uint32, lifo bool, why trace.Reason, obj trace.ObjID) {
	if take(sema) {
		return
	}
	for {
		q := m.sems[sema]
		if q == nil {
			q = new(waitq)
			m.sems[sema] = q
		}
		g.wait = waiter{g: g, obj: obj}
		e := m.blockEvent(g, at, why, obj)
		if lifo {
			e.Arg = 1
			q.pushFront(&g.wait)
		} else {
			q.push(&g.wait)
		}
		m.block(g)
		if g.wait.handed || take(sema) {
			return
		}
	}
}

func take(sema *uint32) bool {
	if *sema == 0 {
		return false
	}
	*sema--
	return true
}

// release is semrelease1: it adds one to the semaphore and wakes the first who
// waits. With handOff that one gets it directly, and the running goroutine
// lets it run at once.
func (m *Machine) release(g *gor, at trace.SiteID, sema *uint32, handOff bool) {
	*sema++
	q := m.sems[sema]
	if q == nil {
		return
	}
	w := q.pop()
	if q.first == nil {
		delete(m.sems, sema)
	}
	w.handed = handOff && take(sema)
	m.ready(g.p, w.g, g, w.obj)
	if w.handed {
		m.yield(g, at, trace.YieldHandOff, trace.QLocal)
	}
}

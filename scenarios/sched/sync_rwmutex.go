package sched

import "gopark/scenarios/trace"

// RWMutex is a sync.RWMutex (sync/rwmutex.go). Its zero value is unlocked.
type RWMutex struct {
	writer      mutex // held by a writer, from when it begins to wait for the readers
	writerSema  uint32
	readerSema  uint32
	readers     int32 // those that hold it or wait; less maxReaders when there is a writer
	readersLeft int32 // those the writer still waits for
	self        *RWMutex
	obj         trace.ObjID
	name        string // as for Mutex
	named       *RWMutex
}

const maxReaders = 1 << 30

// RLock is rw.RLock().
func (m *Machine) RLock(at trace.SiteID, rw *RWMutex) {
	g := m.enter(at)
	obj := m.rwObject(g, at, rw)
	rw.readers++
	if rw.readers < 0 {
		m.acquire(g, at, &rw.readerSema, false, trace.ReasonRWMutexRLock, obj)
		obj = m.rwObject(g, at, rw) // it may have been overwritten meanwhile
	}
	m.add(m.lockEvent(g, at, trace.KRLock, obj))
}

// TryRLock is rw.TryRLock().
func (m *Machine) TryRLock(at trace.SiteID, rw *RWMutex) bool {
	g := m.enter(at)
	obj := m.rwObject(g, at, rw)
	if rw.readers < 0 {
		return false
	}
	rw.readers++
	m.add(m.lockEvent(g, at, trace.KRLock, obj))
	return true
}

// RUnlock is rw.RUnlock(). It ends the run if nobody reads.
func (m *Machine) RUnlock(at trace.SiteID, rw *RWMutex) {
	g := m.enter(at)
	obj := m.rwObject(g, at, rw)
	if rw.readers == 0 || rw.readers == -maxReaders {
		m.quit(g, trace.OutcomeFatal, 2, "fatal error: sync: RUnlock of unlocked RWMutex")
	}
	m.add(m.lockEvent(g, at, trace.KRUnlock, obj))
	rw.readers--
	if rw.readers < 0 {
		rw.readersLeft--
		if rw.readersLeft == 0 {
			m.release(g, at, &rw.writerSema, false)
		}
	}
}

// WLock is rw.Lock().
func (m *Machine) WLock(at trace.SiteID, rw *RWMutex) {
	g := m.enter(at)
	obj := m.rwObject(g, at, rw)
	rw.writer.acquire(m, g, at, obj)
	by := rw.writer.takeHanded()
	active := rw.readers
	rw.readers -= maxReaders
	if active != 0 {
		rw.readersLeft += active
		if rw.readersLeft != 0 {
			by = trace.NoG
			m.acquire(g, at, &rw.writerSema, false, trace.ReasonRWMutexLock, obj)
		}
	}
	obj = m.rwObject(g, at, rw)
	m.lockEvent(g, at, trace.KLock, obj).By = by
	m.add(&m.scratch)
}

// TryWLock is rw.TryLock().
func (m *Machine) TryWLock(at trace.SiteID, rw *RWMutex) bool {
	g := m.enter(at)
	obj := m.rwObject(g, at, rw)
	if rw.readers != 0 || !rw.writer.try(g) {
		return false
	}
	rw.readers = -maxReaders
	m.add(m.lockEvent(g, at, trace.KLock, obj))
	return true
}

// WUnlock is rw.Unlock(). It ends the run if nobody writes.
func (m *Machine) WUnlock(at trace.SiteID, rw *RWMutex) {
	g := m.enter(at)
	obj := m.rwObject(g, at, rw)
	if rw.readers >= 0 {
		m.quit(g, trace.OutcomeFatal, 2, "fatal error: sync: Unlock of unlocked RWMutex")
	}
	m.add(m.lockEvent(g, at, trace.KUnlock, obj))
	rw.readers += maxReaders
	for range rw.readers {
		m.release(g, at, &rw.readerSema, false)
	}
	if rw.writer.state&mutexLocked == 0 {
		m.quit(g, trace.OutcomeFatal, 2, "fatal error: sync: unlock of unlocked mutex")
	}
	rw.writer.release(m, g, at)
}

// rwObject is the object that rw is in the trace. A copy is another object,
// held as the original is.
func (m *Machine) rwObject(g *gor, at trace.SiteID, rw *RWMutex) trace.ObjID {
	if rw.self == rw {
		return rw.obj
	}
	rw.self = rw
	o := trace.Object{Kind: trace.ObjRWMutex, Type: "sync.RWMutex"}
	if rw.named == rw {
		o.Name = rw.name
	}
	rw.obj = m.make(g, at, o, 0)
	held := rw.readers
	if rw.readers < 0 {
		held = rw.readersLeft
		if held == 0 {
			m.add(m.lockEvent(rw.writer.owner(g), at, trace.KLock, rw.obj))
		}
	}
	for range held {
		m.add(m.lockEvent(g, at, trace.KRLock, rw.obj))
	}
	return rw.obj
}

// Call says how the source calls rw, unless it has been met.
func (rw *RWMutex) Call(name func() string) {
	if rw.self != rw && rw.named != rw {
		rw.name, rw.named = name(), rw
	}
}

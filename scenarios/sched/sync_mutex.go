package sched

import "gopark/scenarios/trace"

// Mutex is a sync.Mutex. Its zero value is unlocked. It may be copied, with
// the consequences that has in Go.
type Mutex struct {
	lock  mutex
	self  *Mutex
	obj   trace.ObjID
	name  string // how the source called it when its address was taken
	named *Mutex // what has that name: not a copy
}

// mutex is internal/sync/mutex.go: Mutex.
type mutex struct {
	state  int32
	sema   uint32
	holder *gor // who locked it last
	handed trace.GID
}

const (
	mutexLocked      = 1
	mutexWoken       = 2
	mutexStarving    = 4
	mutexWaiter      = 8 // the state counts waiters in multiples of this
	starvationTimeNS = 1_000_000
)

// Lock is mu.Lock().
func (m *Machine) Lock(at trace.SiteID, mu *Mutex) { m.lock(m.enter(at), at, mu) }

func (m *Machine) lock(g *gor, at trace.SiteID, mu *Mutex) {
	mu.lock.acquire(m, g, at, m.mutexObject(g, at, mu))
	obj := m.mutexObject(g, at, mu) // it may have been overwritten meanwhile
	m.lockEvent(g, at, trace.KLock, obj).By = mu.lock.takeHanded()
	m.add(&m.scratch)
}

// QuietLock is Lock for a mutex of the library's own. It leaves no mark until
// somebody has to wait.
func (m *Machine) QuietLock(at trace.SiteID, mu *Mutex) {
	// Another goroutine may run before this one enters: only then is it known
	// how the mutex is.
	if g := m.enter(at); mu.self == mu || !mu.lock.try(g) {
		m.lock(g, at, mu)
	}
}

// QuietTryLock is TryLock for a mutex of the library's own.
func (m *Machine) QuietTryLock(at trace.SiteID, mu *Mutex) bool {
	g := m.enter(at)
	if mu.self == mu {
		return m.tryLock(g, at, mu)
	}
	return mu.lock.try(g)
}

// QuietUnlock is Unlock for a mutex of the library's own.
func (m *Machine) QuietUnlock(at trace.SiteID, mu *Mutex) {
	g := m.enter(at)
	if mu.self == mu || mu.lock.state&mutexLocked == 0 {
		m.unlock(g, at, mu)
		return
	}
	mu.lock.release(m, g, at)
}

// TryLock is mu.TryLock().
func (m *Machine) TryLock(at trace.SiteID, mu *Mutex) bool { return m.tryLock(m.enter(at), at, mu) }

func (m *Machine) tryLock(g *gor, at trace.SiteID, mu *Mutex) bool {
	obj := m.mutexObject(g, at, mu)
	if !mu.lock.try(g) {
		return false
	}
	m.add(m.lockEvent(g, at, trace.KLock, obj))
	return true
}

// Unlock is mu.Unlock(). Unlocking what is not locked ends the run.
func (m *Machine) Unlock(at trace.SiteID, mu *Mutex) { m.unlock(m.enter(at), at, mu) }

func (m *Machine) unlock(g *gor, at trace.SiteID, mu *Mutex) {
	obj := m.mutexObject(g, at, mu)
	if mu.lock.state&mutexLocked == 0 {
		m.quit(g, trace.OutcomeFatal, 2, "fatal error: sync: unlock of unlocked mutex")
	}
	m.add(m.lockEvent(g, at, trace.KUnlock, obj))
	mu.lock.release(m, g, at)
}

// mutexObject is the object that mu is in the trace. A copy is another object;
// what is copied of a locked mutex is locked.
func (m *Machine) mutexObject(g *gor, at trace.SiteID, mu *Mutex) trace.ObjID {
	if mu.self != mu {
		mu.self = mu
		o := trace.Object{Kind: trace.ObjMutex, Type: "sync.Mutex"}
		if mu.named == mu {
			o.Name = mu.name
		}
		mu.obj = m.make(g, at, o, 0)
		if mu.lock.state&mutexLocked != 0 {
			m.add(m.lockEvent(mu.lock.owner(g), at, trace.KLock, mu.obj))
		}
	}
	return mu.obj
}

// Call says how the source calls mu, unless it has been met.
func (mu *Mutex) Call(name func() string) {
	if mu.self != mu && mu.named != mu {
		mu.name, mu.named = name(), mu
	}
}

func (m *Machine) lockEvent(g *gor, at trace.SiteID, k trace.Kind, obj trace.ObjID) *trace.Event {
	e := m.event(k, g, at)
	e.Obj = obj
	return e
}

// owner is who holds a lock that was copied: who holds the original, or the
// one who found the copy if that one has ended.
func (l *mutex) owner(finder *gor) *gor {
	if l.holder == nil || l.holder.state == trace.Done {
		return finder
	}
	return l.holder
}

func (l *mutex) takeHanded() trace.GID {
	by := l.handed
	l.handed = trace.NoG
	return by
}

func (l *mutex) try(g *gor) bool {
	if l.state&(mutexLocked|mutexStarving) != 0 {
		return false
	}
	l.state |= mutexLocked
	l.holder = g
	return true
}

// acquire is internal/sync/mutex.go: Lock and lockSlow. Spinning is left out:
// it changes nothing but the time it takes.
func (l *mutex) acquire(m *Machine, g *gor, at trace.SiteID, obj trace.ObjID) {
	if l.state == 0 {
		l.state = mutexLocked
		l.holder = g
		return
	}
	waitStart := never
	starving, awoke := false, false
	for {
		old := l.state
		new := old
		if old&mutexStarving == 0 {
			new |= mutexLocked // in starvation mode those who arrive queue up
		}
		if old&(mutexLocked|mutexStarving) != 0 {
			new += mutexWaiter
		}
		if starving && old&mutexLocked != 0 {
			new |= mutexStarving
		}
		if awoke {
			new &^= mutexWoken
		}
		l.state = new
		if old&(mutexLocked|mutexStarving) == 0 {
			break
		}
		again := waitStart != never
		if !again {
			waitStart = m.clock
		}
		m.acquire(g, at, &l.sema, again, trace.ReasonMutexLock, obj)
		starving = starving || m.clock-waitStart > starvationTimeNS
		if l.state&mutexStarving != 0 {
			// It was handed to us.
			l.state += mutexLocked - mutexWaiter
			if !starving || l.state/mutexWaiter == 0 {
				l.state -= mutexStarving
			}
			if l.holder != nil {
				l.handed = l.holder.id
			}
			break
		}
		awoke = true
	}
	l.holder = g
}

// release is internal/sync/mutex.go: Unlock and unlockSlow. The mutex is
// locked.
func (l *mutex) release(m *Machine, g *gor, at trace.SiteID) {
	l.state -= mutexLocked
	if l.state&mutexStarving != 0 {
		l.holder = g // who hands it over
		m.release(g, at, &l.sema, true)
		return
	}
	if l.state < mutexWaiter || l.state&(mutexLocked|mutexWoken) != 0 {
		return
	}
	l.state += mutexWoken - mutexWaiter
	m.release(g, at, &l.sema, false)
}

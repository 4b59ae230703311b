package sched

import (
	"gopark/scenarios/trace"
)

const (
	// startTick is a P's schedtick when main begins, which decides when the
	// 61st look at the global queue comes. The real runtime has scheduled
	// goroutines of its own by then; this is the phase seen most often (in
	// about 50 of 60 runs; else it is one later).
	startTick = 4

	globalEvery = 61  // runtime/proc.go: findRunnable
	localSize   = 256 // runtime/runtime2.go: p.runq

	// How long another thread takes to notice that there is work, and how long
	// it leaves a P the time to run its runnext itself (runtime/proc.go:
	// runqgrab sleeps 3 µs), in statements.
	wakeWork      = 5
	leaveNextWork = 3
)

// proc is a P. It runs a goroutine, or looks for one, or is idle.
type proc struct {
	id      trace.PID
	cur     *gor
	looking bool
	spin    bool // looks on the queues of others
	lastTry bool // the next look may take another P's runnext
	work    int64
	slice   int64 // statements left in the time slice
	tick    uint32
	next    *gor
	local   deque[*gor]
	timers  timers
	forced  int // policy random: 1 + index in the global queue of the next to run; 0 = to be chosen
}

// system stands for a goroutine of the runtime itself. When main begins, two
// have not run yet: updateMaxProcsGoroutine, and runFinalizers, which every
// program has that imports os. They run once, for no time at all, and are in no
// trace, but they take places in the queue and advance the schedtick. With more
// than one P they are gone before main has done anything.
var system = new(gor)

// release takes the goroutine off the P, which then looks for another.
func (p *proc) release() { p.cur, p.looking = nil, true }

func (p *proc) before(q *proc) bool {
	return p.work < q.work || p.work == q.work && p.id < q.id
}

// earliest is the P that acts next: of those that run or look, the one whose
// work clock is behind. Nil if all are idle.
func (m *Machine) earliest() *proc {
	var first *proc
	for _, p := range m.ps {
		if (p.looking || p.cur != nil) && (first == nil || p.before(first)) {
			first = p
		}
	}
	return first
}

// firstOther is the earliest of the Ps besides p.
func (m *Machine) firstOther(p *proc) *proc {
	var first *proc
	for _, q := range m.ps {
		if q != p && (q.looking || q.cur != nil) && (first == nil || q.before(first)) {
			first = q
		}
	}
	return first
}

// choose decides who gets the token: the goroutine on the P that is earliest.
func (m *Machine) choose() {
	for !m.over {
		p := m.earliest()
		if p == nil {
			m.jump()
			continue
		}
		if p.cur == nil {
			m.settle(p)
			m.look(p)
			continue
		}
		m.cur = p.cur
		m.grant(p)
		return
	}
}

// jump moves the clock to the next timer, when every P is idle, and wakes a P
// to run it (runtime/proc.go: checkdead, with faketime).
func (m *Machine) jump() {
	when := m.nextTimer()
	if when == never {
		if !m.burst() {
			m.deadlock()
		}
		return
	}
	if l := m.limits.Time; l > 0 && when > l {
		m.finish(trace.NoG, trace.OutcomeLimit, 0, timeLimitText(l))
		return
	}
	// A ticker may go on when nobody will ever run again.
	if m.stop.Load() {
		m.finish(trace.NoG, trace.OutcomeStopped, 0, "stopped")
		return
	}
	if l := m.limits.Events; l > 0 && m.events >= l {
		m.finish(trace.NoG, trace.OutcomeLimit, 0, eventsLimitText(l))
		return
	}
	m.clock = max(m.clock, when)
	m.wakeP(0)
}

// wakep wakes an idle P to look for work, unless one is looking already
// (runtime/proc.go: wakep).
func (m *Machine) wakep() {
	if m.spinning == 0 && len(m.idle) > 0 {
		after := int64(wakeWork)
		if m.random { // how long a thread takes to wake is chance
			after <<= m.choices.pick(7)
		}
		m.wakeP(after)
	}
}

func (m *Machine) wakeP(after int64) {
	p := m.idle[len(m.idle)-1]
	m.idle = m.idle[:len(m.idle)-1]
	p.looking, p.spin, p.lastTry = true, true, false
	m.spinning++
	p.work = max(p.work, int64(m.work)) + after
	m.cut(after + aheadWork)
}

// wakeForTimers wakes an idle P when a timer is due and time passes while
// goroutines run (runtime/proc.go: sysmon).
func (m *Machine) wakeForTimers() {
	if len(m.idle) > 0 && m.timerDue() {
		m.wakep()
	}
}

func (m *Machine) timerDue() bool { return m.nextTimer() <= m.clock }

// nextTimer is when the next timer may be due, never if there is none.
func (m *Machine) nextTimer() trace.Time {
	when := never
	for _, p := range m.ps {
		when = min(when, p.timers.wakeTime())
	}
	return when
}

// look finds p a goroutine to run, or makes p idle, or leaves it looking for a
// later try (runtime/proc.go: findRunnable).
func (m *Machine) look(p *proc) {
	m.runTimers(p, &p.timers)
	if m.over {
		return
	}
	if m.random {
		m.lookRandom(p)
		return
	}
	for {
		var g *gor
		from := trace.QLocal
		switch {
		case p.tick%globalEvery == 0 && m.global.len() > 0:
			g, from = m.global.pop(), trace.QGlobal
		case p.next != nil: // runtime/proc.go: runqget
			g, from = p.next, trace.QNext
			p.next = nil
		case p.local.len() > 0:
			g = p.local.pop()
		case m.global.len() > 0:
			g, from = m.batch(p)
		default:
			m.steal(p)
			return
		}
		if from != trace.QNext { // runtime/proc.go: execute
			p.tick++
		}
		if g != system {
			m.run(p, g, from)
			return
		}
		m.systems--
	}
}

// othersWait reports whether p could run another goroutine of the program.
func (m *Machine) othersWait(p *proc) bool {
	n := p.local.len() + m.global.len() - m.systems
	if p.next != nil {
		n++
	}
	return n > 0
}

// lookRandom is look by policy random: everybody waits in the global queue,
// and anybody may be next.
func (m *Machine) lookRandom(p *proc) {
	n := m.global.len()
	if n == 0 {
		m.steal(p)
		return
	}
	k := p.forced - 1
	p.forced = 0
	if k < 0 || k >= n {
		k = m.choices.pick(n)
		if !m.checkChoices(trace.NoG) {
			return
		}
	}
	m.run(p, m.global.remove(k), trace.QGlobal)
}

// batch is runtime/proc.go: globrunqgetbatch. The first is to run, the others
// go to the local queue, which is empty.
func (m *Machine) batch(p *proc) (*gor, trace.Queue) {
	n := min(localSize/2, m.global.len(), m.global.len()/len(m.ps)+1)
	if n == 1 {
		return m.global.pop(), trace.QGlobal
	}
	moved := 0
	for range n {
		g := m.global.pop()
		p.local.push(g)
		if g != system {
			moved++
		}
	}
	m.queueEvent(trace.KRefill, p, moved)
	return p.local.pop(), trace.QLocal
}

// queueEvent records that n goroutines were moved between queues.
func (m *Machine) queueEvent(k trace.Kind, p *proc, n int) {
	if n == 0 {
		return
	}
	e := m.event(k, nil, trace.NoSite)
	e.P, e.Arg = p.id, int64(n)
	m.add(e)
}

// run lets g run on p.
func (m *Machine) run(p *proc, g *gor, from trace.Queue) {
	e := m.event(trace.KStart, g, g.site)
	e.P, e.Queue = p.id, from
	m.move(g)
	switch { // runtime/proc.go: execute; who comes from runnext inherits the time slice
	case from == trace.QNext:
	case g.busy:
		p.slice = sliceWork
	default:
		p.slice = burstWork
	}
	p.cur, p.looking, g.p = g, false, p
	if m.random {
		m.quantum = 0
	}
	if p.spin { // runtime/proc.go: resetspinning
		p.spin = false
		m.spinning--
		m.wakep()
	}
}

// steal is runtime/proc.go: stealWork, and what findRunnable does when that
// fails. p has nothing to run.
func (m *Machine) steal(p *proc) {
	if !p.spin {
		if len(m.ps) == 1 || 2*m.spinning >= len(m.ps)-len(m.idle) {
			m.rest(p)
			return
		}
		p.spin, p.lastTry = true, false
		m.spinning++
	}
	var victims, nexts []*proc
	for _, v := range m.ps {
		switch {
		case v == p:
		case v.local.len() > 0:
			victims = append(victims, v)
		case v.next != nil:
			nexts = append(nexts, v)
		}
	}
	if len(victims) == 0 {
		for _, v := range m.ps {
			if v != p && m.runTimers(p, &v.timers) {
				if !m.over && (p.next != nil || m.global.len() > 0) {
					m.look(p)
				}
				return
			}
		}
		switch {
		case len(nexts) == 0:
			m.rest(p)
			return
		case !p.lastTry:
			p.lastTry = true
			p.work += leaveNextWork
			return
		}
		victims = nexts
	}
	// The runtime visits the Ps in random order. Among those that have
	// something, each is equally likely to come first.
	v := victims[m.choices.pick(len(victims))]
	if !m.checkChoices(trace.NoG) {
		return
	}
	p.lastTry = false
	m.runStolen(p, v)
}

// runStolen is runtime/proc.go: runqsteal. The newest of those taken runs.
func (m *Machine) runStolen(p, v *proc) {
	n := v.local.len() - v.local.len()/2
	e := m.event(trace.KSteal, nil, trace.NoSite)
	e.P, e.Arg, e.Aux = p.id, int64(max(n, 1)), int64(v.id)
	m.add(e)
	if n == 0 {
		p.local.push(v.next)
		v.next = nil
	}
	for range n {
		p.local.push(v.local.pop())
	}
	p.tick++
	m.run(p, p.local.popTail(), trace.QLocal)
}

// rest makes p idle.
func (m *Machine) rest(p *proc) {
	if p.spin {
		p.spin = false
		m.spinning--
	}
	p.looking = false
	m.idle = append(m.idle, p)
}

// enqueueAs is the queue that a goroutine enters by the policy where Go's
// rules say q.
func (m *Machine) enqueueAs(q trace.Queue) trace.Queue {
	if m.random {
		return trace.QGlobal
	}
	return q
}

// place is the P that an event about queue q names.
func place(q trace.Queue, p *proc) trace.PID {
	if q == trace.QGlobal {
		return trace.NoP
	}
	return p.id
}

// enqueue puts g into a queue (runtime/proc.go: runqput, globrunqput). The
// event that says so has been recorded.
func (m *Machine) enqueue(p *proc, g *gor, q trace.Queue) {
	switch q {
	case trace.QGlobal:
		m.global.push(g)
		if m.random && m.cur.p != nil && m.cur.p.cur == m.cur {
			m.limitQuantum()
		}
		return
	case trace.QNext:
		old := p.next
		p.next = g
		if old == nil {
			return
		}
		g = old
	}
	p.local.push(g)
	if p.local.len() > localSize {
		m.spill(p)
	}
}

// spill is runtime/proc.go: runqputslow. The local queue holds one too many.
func (m *Machine) spill(p *proc) {
	newest := p.local.popTail()
	moved := 0
	for range localSize / 2 {
		g := p.local.pop()
		m.global.push(g)
		if g != system {
			moved++
		}
	}
	m.global.push(newest)
	m.queueEvent(trace.KSpill, p, moved)
}

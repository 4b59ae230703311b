package sched

import "gopark/scenarios/trace"

// bubble is a group of goroutines with a clock of its own, in which a test
// runs (testing/synctest, runtime/synctest.go). A goroutine started in a bubble
// belongs to it. Since the clock of the run moves only when nothing can run,
// the bubble's clock is that of the run, counted from the bubble's beginning.
type bubble struct {
	root    *gor // waits for the end of the others
	first   *gor
	waiter  *gor // waits until all others are durably blocked
	total   int  // goroutines that have not ended
	blocked int  // of those, durably blocked ones; the waiter is not counted
	began   trace.Time
	dead    string // why it cannot go on
}

// bubbleEpoch is midnight UTC 2000-01-01, when every bubble begins, as a Time.
const bubbleEpoch trace.Time = 946684800*1e9 - trace.Epoch

// durable reports whether only another goroutine of the bubble, or its clock,
// can wake g.
func (g *gor) durable() bool {
	switch g.reason {
	case trace.ReasonMutexLock, trace.ReasonRWMutexLock, trace.ReasonRWMutexRLock, trace.ReasonIO,
		trace.ReasonBubbleRun, trace.ReasonBubbleWait:
		return false
	}
	return true
}

// Bubble runs f as the first goroutine of a new bubble, called fn, and returns
// when all its goroutines have ended. It panics with Misuse as Go does.
func (m *Machine) Bubble(at trace.SiteID, fn string, f func()) {
	g := m.enter(at)
	if g.bubble != nil {
		panic(Misuse("synctest.Run called from within a synctest bubble"))
	}
	b := &bubble{root: g, began: m.clock}
	g.bubble = b
	m.spawn(g.p, g, at, fn, f)
	b.first, g.bubble, g.runs = m.live[len(m.live)-1], nil, b
	b.wait(m, g, at, trace.ReasonBubbleRun)
	g.runs = nil
	m.skew += m.clock - b.began
	if b.dead != "" {
		panic(Misuse(b.dead))
	}
}

func (b *bubble) wait(m *Machine, g *gor, at trace.SiteID, why trace.Reason) {
	g.busy = false
	m.blockEvent(g, at, why, trace.NoObj)
	m.block(g)
}

// BubbleWait is synctest.Wait.
func (m *Machine) BubbleWait(at trace.SiteID) {
	g := m.enter(at)
	b := g.bubble
	switch {
	case b == nil:
		panic(Misuse("goroutine is not in a bubble"))
	case b.waiter != nil:
		panic(Misuse("wait already in progress"))
	}
	if b.blocked == b.total-1 {
		return
	}
	b.waiter = g
	b.wait(m, g, at, trace.ReasonBubbleWait)
}

// joined, left, blocks and wakes keep the counts.
func (b *bubble) joined() {
	if b != nil {
		b.total++
	}
}

func (b *bubble) left(m *Machine, by *gor) {
	if b == nil {
		return
	}
	b.total--
	if b.total == 0 {
		m.ready(by.p, b.root, nil, trace.NoObj)
		return
	}
	b.settled(m, by)
}

func (b *bubble) blocks(m *Machine, g *gor) {
	if b != nil && g.durable() {
		b.blocked++
		b.settled(m, g)
	}
}

func (b *bubble) wakes(g *gor) {
	if b != nil && g.durable() {
		b.blocked--
	}
}

// settled wakes the waiter when all others are durably blocked. Time stops
// when the first goroutine has ended, so that those who are blocked then stay
// blocked (runtime/synctest.go: synctestRun).
func (b *bubble) settled(m *Machine, by *gor) {
	if b.first.state == trace.Done && b.blocked == b.total {
		b.dead = "deadlock: main bubble goroutine has exited but blocked goroutines remain"
		m.ready(by.p, b.root, nil, trace.NoObj)
		return
	}
	if w := b.waiter; w != nil && b.blocked == b.total-1 {
		b.waiter = nil
		m.ready(by.p, w, nil, trace.NoObj)
	}
}

// seen gives a time of the clock as the running goroutine sees it: in a bubble
// from the bubble's beginning, outside without what bubbles took.
func (m *Machine) seen(t trace.Time) trace.Time {
	if b := m.cur.bubble; b != nil {
		return bubbleEpoch + t - b.began
	}
	return t - m.skew
}

// burst ends a bubble whose goroutines all wait for each other, and reports
// whether there is one: its root goes on and panics.
func (m *Machine) burst() bool {
	for _, g := range m.live {
		b := g.runs
		if b == nil {
			continue
		}
		b.dead = "deadlock: all goroutines in bubble are blocked"
		if b.first.state == trace.Done {
			b.dead = "deadlock: main bubble goroutine has exited but blocked goroutines remain"
		}
		m.ready(m.ps[0], g, nil, trace.NoObj)
		return true
	}
	return false
}

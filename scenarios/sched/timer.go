package sched

import (
	"time"

	"gopark/scenarios/trace"
)

// Timer is a time.Timer or a time.Ticker.
type Timer struct {
	C *Chan // nil for AfterFunc

	obj    trace.ObjID
	ticker bool
	rt     runTimer
	fn     string // AfterFunc
	f      func()
	made   trace.SiteID
	bubble *bubble // of AfterFunc
}

// Sleep is time.Sleep (runtime/time.go: timeSleep).
func (m *Machine) Sleep(at trace.SiteID, d trace.Time) {
	g := m.enter(at)
	if d <= 0 {
		return
	}
	if g.sleep == nil {
		g.sleep = &runTimer{when: never, sleeper: g}
	}
	when, p := m.after(d), g.p
	m.blockEvent(g, at, trace.ReasonSleep, trace.NoObj).Aux = int64(when)
	g.reason, g.busy = trace.ReasonSleep, false
	m.move(g)
	g.bubble.blocks(m, g)
	// runtime/time.go: resetForSleep runs when g is parked already.
	m.set(p, g.sleep, when, 0)
	p.release()
	m.pass(g)
	g.reason = trace.NoReason
}

// NewTimer is time.NewTimer; time.After(d) is NewTimer(d).C.
func (m *Machine) NewTimer(at trace.SiteID, d trace.Time) *Timer {
	g := m.enter(at)
	return m.newTimer(g, at, &Timer{}, trace.Object{Kind: trace.ObjTimer, Type: "time.Timer"}, d, 0)
}

// NewTicker is time.NewTicker.
func (m *Machine) NewTicker(at trace.SiteID, d trace.Time) *Timer {
	g := m.enter(at)
	if d <= 0 {
		panic(Misuse("non-positive interval for NewTicker"))
	}
	return m.newTimer(g, at, &Timer{ticker: true}, trace.Object{Kind: trace.ObjTicker, Type: "time.Ticker"}, d, d)
}

// AfterFunc is time.AfterFunc. fn is the name of f.
func (m *Machine) AfterFunc(at trace.SiteID, d trace.Time, fn string, f func()) *Timer {
	g := m.enter(at)
	return m.newTimer(g, at, &Timer{fn: fn, f: f}, trace.Object{Kind: trace.ObjTimer, Type: "time.Timer"}, d, 0)
}

func (m *Machine) newTimer(g *gor, at trace.SiteID, t *Timer, o trace.Object, d, period trace.Time) *Timer {
	t.made, t.bubble = at, g.bubble
	t.rt = runTimer{when: never, timer: t}
	if t.f == nil {
		m.lastChan++
		t.C = &Chan{seq: m.lastChan, cap: 1, show: showTime, timer: t}
	}
	when := m.after(d)
	t.obj = m.make(g, at, o, int64(when))
	if t.C != nil {
		t.C.obj = t.obj
	}
	m.set(g.p, &t.rt, when, period)
	return t
}

// StopTimer is the method Stop of a timer or ticker. It reports whether the
// call stops it.
func (m *Machine) StopTimer(at trace.SiteID, t *Timer) bool {
	g := m.enter(at)
	pending := t.rt.unset()
	if t.drain() {
		pending = true
	}
	m.timerEvent(g, at, t, trace.TimerStop, 0)
	return pending
}

// ResetTimer is the method Reset of a timer or ticker. It reports whether the
// timer was set.
func (m *Machine) ResetTimer(at trace.SiteID, t *Timer, d trace.Time) bool {
	g := m.enter(at)
	period := trace.Time(0)
	if t.ticker {
		if d <= 0 {
			panic(Misuse("non-positive interval for Ticker.Reset"))
		}
		period = d
	}
	when := m.after(d)
	pending := m.set(g.p, &t.rt, when, period)
	if t.drain() {
		pending = true
	}
	m.timerEvent(g, at, t, trace.TimerReset, when)
	return pending
}

// drain drops a value that was sent and not received, so that none is stale
// (runtime/chan.go: timerchandrain).
func (t *Timer) drain() bool {
	if t.C == nil || t.C.buf.len() == 0 {
		return false
	}
	t.C.buf.pop()
	return true
}

func (m *Machine) timerEvent(g *gor, at trace.SiteID, t *Timer, what int64, set trace.Time) {
	e := m.event(trace.KTimer, g, at)
	e.Obj, e.Arg, e.Aux = t.obj, what, int64(set)
	m.add(e)
}

// fired is what the firing of t does, on p: it starts a goroutine
// (time/sleep.go: goFunc) or sends on the channel if there is room (sendTime).
func (m *Machine) fired(p *proc, t *Timer, due trace.Time) {
	next := t.rt.when
	if next == never {
		next = 0
	}
	m.timerEvent(nil, trace.NoSite, t, trace.TimerFire, next)
	if t.f != nil {
		if m.tooMany() {
			m.finish(trace.NoG, trace.OutcomeLimit, 0, m.tooManyText())
			return
		}
		m.spawn(p, nil, t.made, t.fn, t.f)
		m.live[len(m.live)-1].bubble = t.bubble
		t.bubble.joined()
		return
	}
	w := t.C.recvq.pop()
	if w == nil && t.C.buf.len() > 0 {
		return
	}
	e := m.event(trace.KSend, nil, trace.NoSite)
	it := item{due, m.text(t.C, due)}
	e.Obj, e.Text = t.obj, it.text
	if w == nil {
		m.add(e)
		t.C.buf.push(it)
		return
	}
	e.By = w.g.id
	m.add(e)
	m.serve(p, w, due, true, nil)
}

// showTime writes the time at which a timer fired, since the start of the run.
func showTime(v any) string { return time.Duration(v.(trace.Time)).String() }

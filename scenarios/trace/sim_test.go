package trace

import (
	"fmt"
	"math/rand/v2"
)

// A sim is a small scheduler that makes legal traces for the tests: each
// goroutine runs a script of operations on shared objects. It uses the
// recorder's own state as its run queues.
type sim struct {
	r       *Recorder
	s       *State
	rng     *rand.Rand
	procs   int
	time    Time
	work    Work
	scripts [][]op // by GID
	pc      []int
	woken   []bool // woken to try its lock again
	asleep  []GID
	timers  []ObjID
	living  []ObjID                          // contexts
	spawn   func(rng *rand.Rand, g GID) []op // the script of a new goroutine
}

type opKind int

const (
	opSpawn opKind = iota
	opSend
	opRecv
	opClose
	opLock
	opUnlock
	opRLock
	opRUnlock
	opAdd
	opWait
	opSleep
	opSelect
	opOnceBegin
	opOnceEnd
	opCondWait
	opSignal
	opTimer
	opPrint
	opPanic
	opYield
	opNil
	opContext // makes a context
	opCancel  // cancels one
)

type op struct {
	kind opKind
	site SiteID
	obj  ObjID
	n    int64
	text string
	sel  []Case
}

func simSites() ([]File, []Site) {
	sites := []Site{{}}
	for i := 1; i < 40; i++ {
		sites = append(sites, Site{0, i, 2 + i%3, fmt.Sprintf("main.f%d", i/8), fmt.Sprintf("x%d", i%5)})
	}
	return []File{{"main.go", "package main\n"}}, sites
}

func newSim(seed uint64, procs int, policy Policy) *sim {
	files, sites := simSites()
	r := NewRecorder(files, sites, Settings{Procs: procs, Policy: policy, Seed: seed})
	return &sim{
		r: r, s: r.r.state, procs: procs, rng: rand.New(rand.NewPCG(seed, 1)),
		scripts: make([][]op, 1), pc: make([]int, 1), woken: make([]bool, 1),
	}
}

func (m *sim) add(e Event) {
	e.Time, e.Work = m.time, m.work
	if fields[e.Kind]&hasP == 0 {
		e.P = NoP
	}
	m.r.Add(&e)
}

// object makes an object; g1 must be running or nothing be there yet.
func (m *sim) object(o Object, at Time) ObjID {
	o.Site = SiteID(1 + len(m.r.r.Objects)%30)
	id := m.r.Object(o)
	m.add(Event{Kind: KMake, Obj: id, Arg: int64(at), Site: o.Site})
	return id
}

func (m *sim) newG(by GID, p PID, site SiteID, script []op) GID {
	g := m.r.Goroutine(Goroutine{Func: fmt.Sprintf("main.worker%d", site), Parent: by, Site: site})
	m.scripts = append(m.scripts, script)
	m.pc = append(m.pc, 0)
	m.woken = append(m.woken, false)
	m.add(Event{Kind: KCreate, G: g, By: by, P: p, Site: site})
	m.add(Event{Kind: KReady, G: g, By: by, P: p, Queue: QNext, Site: site})
	m.spill(p)
	return g
}

func (m *sim) spill(p PID) {
	if m.s.Ps[p].Local.Len() > LocalCap {
		m.add(Event{Kind: KSpill, P: p, Arg: LocalCap / 2})
	}
}

func (m *sim) unblock(g, by GID, p PID, obj ObjID, site SiteID) {
	if by == NoG {
		m.add(Event{Kind: KUnblock, G: g, P: NoP, Queue: QGlobal, Obj: obj})
		return
	}
	m.add(Event{Kind: KUnblock, G: g, By: by, P: p, Queue: QNext, Obj: obj, Site: site})
	m.spill(p)
}

// run goes on until the goroutines are done, wait for ever, or limit events
// are recorded.
func (m *sim) run(main []op, limit int) *Trace {
	m.newG(NoG, 0, NoSite, main)
	for {
		switch {
		case m.s.G(MainG).State == Done:
			m.add(Event{Kind: KExit, G: MainG})
			return m.r.Finish("")
		case m.r.Len() >= limit:
			m.add(Event{Kind: KExit, Arg: int64(OutcomeLimit), Aux: 2, Text: "limit"})
			return m.r.Finish("s1")
		}
		if m.s.Counts[Running]+m.s.Counts[Runnable] == 0 && !m.tick() {
			m.add(Event{Kind: KExit, Arg: int64(OutcomeDeadlock), Aux: 2, Text: "all goroutines are asleep - deadlock!"})
			return m.r.Finish("")
		}
		// Under Go's rules Ps take turns, as they do when their work is equal.
		p := PID(m.r.Len() % m.procs)
		if m.r.r.Settings.Policy == PolicyRandom || m.rng.IntN(16) == 0 {
			p = PID(m.rng.IntN(m.procs))
		}
		g := m.s.Ps[p].Running
		if g == NoG {
			m.acquire(p)
			continue
		}
		if m.pc[g] == len(m.scripts[g]) {
			m.add(Event{Kind: KEnd, G: g, Site: 3})
			continue
		}
		o := m.scripts[g][m.pc[g]]
		m.work += Work(1 + o.kind%3)
		if o.site == NoSite {
			o.site = SiteID(1 + int(o.kind))
		}
		m.exec(g, p, o)
	}
}

// tick jumps to the next end of a sleep or timer.
func (m *sim) tick() bool {
	next := Time(-1)
	for _, g := range m.asleep {
		if t := m.s.G(g).Until; next < 0 || t < next {
			next = t
		}
	}
	for _, o := range m.timers {
		if t := m.s.O(o).Until; next < 0 || t < next {
			next = t
		}
	}
	if next < 0 {
		return false
	}
	m.time = max(m.time, next)
	asleep := m.asleep[:0]
	for _, g := range m.asleep {
		if m.s.G(g).Until <= m.time {
			m.unblock(g, NoG, 0, NoObj, NoSite)
		} else {
			asleep = append(asleep, g)
		}
	}
	m.asleep = asleep
	timers := m.timers[:0]
	for _, o := range m.timers {
		if m.s.O(o).Until > m.time {
			timers = append(timers, o)
			continue
		}
		m.add(Event{Kind: KTimer, Obj: o, Arg: TimerFire})
		w := m.s.O(o).Waiters.head()
		if w != NoG || len(m.s.O(o).Buf) == 0 {
			m.add(Event{Kind: KSend, Obj: o, By: w, Text: "tick"})
		}
		if w != NoG {
			m.unblock(w, NoG, 0, o, NoSite)
		}
	}
	m.timers = timers
	return true
}

// acquire finds a goroutine for an idle P.
func (m *sim) acquire(p PID) {
	v := &m.s.Ps[p]
	start := func(g GID, q Queue) { m.add(Event{Kind: KStart, G: g, P: p, Queue: q}) }
	any := func(l Line) GID {
		if m.r.r.Settings.Policy == PolicyRandom {
			return l.At(m.rng.IntN(l.Len()))
		}
		return l.head()
	}
	switch {
	case v.Next != NoG:
		start(v.Next, QNext)
	case v.Local.Len() > 0:
		start(any(v.Local), QLocal)
	case m.s.Global.Len() > 0 && m.rng.IntN(4) > 0:
		start(any(m.s.Global), QGlobal)
	case m.s.Global.Len() > 0:
		m.add(Event{Kind: KRefill, P: p, Arg: int64(min(128, m.s.Global.Len(), m.s.Global.Len()/m.procs+1))})
		start(v.Local.head(), QLocal)
	default:
		from := m.rng.IntN(m.procs)
		victim := &m.s.Ps[from]
		n := int64(victim.Local.Len()+1) / 2
		if n == 0 && victim.Next != NoG {
			n = 1
		}
		if n > 0 && from != int(p) {
			m.add(Event{Kind: KSteal, P: p, Arg: n, Aux: int64(from)})
			start(v.Local.At(v.Local.Len()-1), QLocal)
		}
	}
}

func (m *sim) block(g GID, o op, r Reason) {
	e := Event{Kind: KBlock, G: g, Reason: r, Obj: o.obj, Site: o.site}
	if r.sends() {
		e.Text = o.text
	}
	if m.woken[g] {
		e.Arg = 1
	}
	m.add(e)
}

func (m *sim) exec(g GID, p PID, o op) {
	act := func(k Kind, arg int64) { m.add(Event{Kind: k, G: g, Obj: o.obj, Arg: arg, Site: o.site}) }
	wake := func() {
		if w := m.s.O(o.obj).Waiters.head(); w != NoG {
			m.woken[w] = true
			m.unblock(w, g, p, o.obj, o.site)
		}
	}
	var v *OView
	if o.obj != NoObj {
		v = m.s.O(o.obj)
	}
	m.pc[g]++
	switch o.kind {
	case opSpawn:
		m.newG(g, p, o.site, m.spawn(m.rng, GID(m.s.gs.n)))
	case opSend:
		w := v.Waiters.head()
		if v.Closed {
			return
		}
		if w != NoG || len(v.Buf) < m.r.r.Objects[o.obj].Cap {
			m.add(Event{Kind: KSend, G: g, Obj: o.obj, By: w, Text: o.text, Site: o.site})
			if w != NoG {
				m.unblock(w, g, p, o.obj, o.site)
			}
		} else {
			m.block(g, o, ReasonChanSend)
		}
	case opRecv:
		w := v.Senders.head()
		switch {
		case len(v.Buf) > 0:
			m.add(Event{Kind: KRecv, G: g, Obj: o.obj, By: w, Arg: 1, Text: v.Buf[0], Site: o.site})
		case w != NoG:
			m.add(Event{Kind: KRecv, G: g, Obj: o.obj, By: w, Arg: 1, Text: m.s.offered(w, o.obj), Site: o.site})
		case v.Closed:
			m.add(Event{Kind: KRecv, G: g, Obj: o.obj, Text: "0", Site: o.site})
		default:
			m.block(g, o, ReasonChanReceive)
		}
		if w != NoG {
			m.unblock(w, g, p, o.obj, o.site)
		}
	case opClose:
		if v.Closed || v.Senders.Len() > 0 {
			return
		}
		act(KClose, 0)
		for m.s.O(o.obj).Waiters.Len() > 0 {
			m.unblock(m.s.O(o.obj).Waiters.head(), g, p, o.obj, o.site)
		}
	case opLock:
		if v.Holder != NoG || len(v.Readers) > 0 {
			m.pc[g]--
			reason := ReasonMutexLock
			if m.r.r.Objects[o.obj].Kind == ObjRWMutex {
				reason = ReasonRWMutexLock
			}
			m.block(g, o, reason)
			return
		}
		m.woken[g] = false
		act(KLock, 0)
	case opUnlock:
		act(KUnlock, 0)
		wake()
	case opRLock:
		if v.Holder != NoG {
			m.pc[g]--
			m.block(g, o, ReasonRWMutexRLock)
			return
		}
		m.woken[g] = false
		act(KRLock, 0)
	case opRUnlock:
		act(KRUnlock, 0)
		if len(m.s.O(o.obj).Readers) == 0 {
			wake()
		}
	case opAdd:
		now := v.Counter + o.n
		m.add(Event{Kind: KAdd, G: g, Obj: o.obj, Arg: o.n, Aux: now, Site: o.site})
		for now == 0 && m.s.O(o.obj).Waiters.Len() > 0 {
			m.unblock(m.s.O(o.obj).Waiters.head(), g, p, o.obj, o.site)
		}
	case opWait:
		if v.Counter > 0 {
			m.block(g, o, ReasonWaitGroupWait)
		}
	case opSleep:
		m.add(Event{Kind: KBlock, G: g, Reason: ReasonSleep, Aux: int64(m.time) + o.n, Site: o.site})
		m.asleep = append(m.asleep, g)
	case opSelect:
		m.choose(g, p, o)
	case opOnceBegin:
		switch {
		case v.Counter == 1:
			act(KDo, DoDone)
			m.pc[g]++
		case v.Holder != NoG:
			m.pc[g]--
			m.block(g, o, ReasonMutexLock)
		default:
			m.woken[g] = false
			act(KDo, DoBegin)
		}
	case opOnceEnd:
		act(KDo, DoEnd)
		for m.s.O(o.obj).Waiters.Len() > 0 {
			m.unblock(m.s.O(o.obj).Waiters.head(), g, p, o.obj, o.site)
		}
	case opCondWait:
		m.block(g, o, ReasonCondWait)
	case opSignal:
		act(KSignal, o.n)
		for range 1 + o.n*3 {
			if w := m.s.O(o.obj).Waiters.head(); w != NoG {
				m.unblock(w, g, p, o.obj, o.site)
			}
		}
	case opTimer:
		kind := []int64{TimerStop, TimerSet, TimerReset}[o.n%3]
		e := Event{Kind: KTimer, G: g, Obj: o.obj, Arg: kind, Site: o.site}
		if kind != TimerStop {
			e.Aux = int64(m.time) + 1000
		}
		m.add(e)
		m.timers = m.timers[:0]
		for id := ObjID(1); int(id) <= m.s.Objects(); id++ {
			if m.s.O(id).Until > 0 && m.r.r.Objects[id].Kind != ObjContext {
				m.timers = append(m.timers, id)
			}
		}
	case opPrint:
		m.add(Event{Kind: KPrint, G: g, Arg: 1, Text: o.text, Site: o.site})
	case opPanic:
		m.add(Event{Kind: KPanic, G: g, Text: o.text, Site: o.site})
		m.add(Event{Kind: KRecover, G: g, Text: o.text, Site: o.site})
	case opYield:
		m.add(Event{Kind: KYield, G: g, P: p, Queue: []Queue{QGlobal, QLocal}[o.n&1], Arg: o.n, Site: o.site})
		m.spill(p)
	case opContext:
		c := Object{Kind: ObjContext, Name: "ctx", Type: "context.WithTimeout", Site: o.site}
		if n := len(m.living); n > 0 {
			c.Of = m.living[m.rng.IntN(n)]
		}
		id := m.r.Object(c)
		m.add(Event{Kind: KMake, G: g, Obj: id, Arg: int64(m.time) + 1000, Site: o.site})
		m.living = append(m.living, id)
	case opCancel:
		if n := len(m.living); n > 0 {
			m.add(Event{Kind: KCancel, G: g, Obj: m.living[n-1], Text: o.text, Site: o.site})
			m.living = m.living[:n-1]
		}
	case opNil:
		m.add(Event{Kind: KBlock, G: g, Reason: []Reason{ReasonChanReceiveNil, ReasonChanSendNil, ReasonSelectNoCases, ReasonIO, ReasonBubbleRun, ReasonBubbleWait}[o.n], Site: o.site})
	}
}

func (m *sim) choose(g GID, p PID, o op) {
	cases := append([]Case(nil), o.sel...)
	chosen, ready := -1, 0
	for i := range cases {
		c := &cases[i]
		if c.Obj == NoObj {
			continue
		}
		v := m.s.O(c.Obj)
		if c.Send {
			c.Ready = !v.Closed && (v.Waiters.Len() > 0 || len(v.Buf) < m.r.r.Objects[c.Obj].Cap)
		} else {
			c.Ready = v.Senders.Len() > 0 || len(v.Buf) > 0 || v.Closed
		}
		if c.Ready {
			if ready++; m.rng.IntN(ready) == 0 {
				chosen = i
			}
		}
	}
	if chosen < 0 && o.n == 0 {
		m.add(Event{Kind: KBlock, G: g, Reason: ReasonSelect, Cases: cases, Site: o.site})
		return
	}
	m.add(Event{Kind: KSelect, G: g, Arg: int64(chosen), Cases: cases, Site: o.site})
	if chosen < 0 {
		return
	}
	c := cases[chosen]
	k := opRecv
	if c.Send {
		k = opSend
	}
	m.pc[g]--
	m.exec(g, p, op{kind: k, site: o.site, obj: c.Obj, text: c.Text})
}

// randomTrace lets goroutines with random scripts meet at objects of every
// kind. Every kind of event occurs when it is long enough.
func randomTrace(seed uint64, procs int, policy Policy, events int) *Trace {
	m := newSim(seed, procs, policy)
	var chans []ObjID
	for i := range 6 {
		chans = append(chans, m.object(Object{Kind: ObjChan, Name: fmt.Sprintf("c%d", i), Type: "chan int", Cap: i % 3 * 2}, 0))
	}
	mutex := m.object(Object{Kind: ObjMutex, Name: "mu", Type: "sync.Mutex"}, 0)
	rw := m.object(Object{Kind: ObjRWMutex, Name: "rw", Type: "sync.RWMutex"}, 0)
	wg := m.object(Object{Kind: ObjWaitGroup, Name: "wg", Type: "sync.WaitGroup"}, 0)
	once := m.object(Object{Kind: ObjOnce, Type: "sync.Once"}, 0)
	cond := m.object(Object{Kind: ObjCond, Name: "cond", Type: "*sync.Cond"}, 0)
	ticker := m.object(Object{Kind: ObjTicker, Name: "t", Type: "*time.Ticker"}, 500)
	m.timers = append(m.timers, ticker)
	pick := func(rng *rand.Rand) ObjID { return chans[rng.IntN(len(chans))] }
	m.spawn = func(rng *rand.Rand, g GID) []op {
		var s []op
		for range 1 + rng.IntN(6) {
			text := fmt.Sprint(rng.IntN(50))
			switch rng.IntN(16) {
			case 0, 1:
				s = append(s, op{kind: opSpawn, site: 8}, op{kind: opSpawn, site: 9})
			case 2, 3:
				s = append(s, op{kind: opSend, obj: pick(rng), text: text})
			case 4, 5:
				s = append(s, op{kind: opRecv, obj: pick(rng)})
			case 6:
				s = append(s, op{kind: opLock, obj: mutex}, op{kind: opYield, n: int64(rng.IntN(3))}, op{kind: opUnlock, obj: mutex})
			case 7:
				s = append(s, op{kind: opRLock, obj: rw}, op{kind: opYield}, op{kind: opRUnlock, obj: rw})
				if rng.IntN(3) == 0 {
					s = append(s, op{kind: opLock, obj: rw}, op{kind: opYield}, op{kind: opUnlock, obj: rw})
				}
			case 8:
				s = append(s, op{kind: opAdd, obj: wg, n: 1}, op{kind: opYield}, op{kind: opAdd, obj: wg, n: -1})
			case 9:
				s = append(s, op{kind: opWait, obj: wg}, op{kind: opOnceBegin, obj: once}, op{kind: opOnceEnd, obj: once})
			case 10:
				s = append(s, op{kind: opSleep, n: int64(rng.IntN(1000))})
			case 11:
				var cases []Case
				for range 1 + rng.IntN(3) {
					c := Case{Obj: pick(rng), Send: rng.IntN(2) == 0}
					if c.Send {
						c.Text = text
					}
					cases = append(cases, c)
				}
				cases = append(cases, Case{Obj: ticker}, Case{})
				s = append(s, op{kind: opSelect, sel: cases, n: int64(rng.IntN(2))})
			case 12:
				s = append(s, op{kind: opCondWait, obj: cond})
			case 13:
				s = append(s, op{kind: opSignal, obj: cond, n: int64(rng.IntN(2))}, op{kind: opTimer, obj: ticker, n: int64(rng.IntN(6))})
			case 14:
				s = append(s, op{kind: opPrint, text: text + "\n"}, op{kind: opPanic, text: "boom"})
			case 15:
				if rng.IntN(30) == 0 {
					s = append(s, op{kind: opNil, n: int64(rng.IntN(6))}, op{kind: opRecv, obj: ticker})
				}
				if rng.IntN(3) == 0 {
					s = append(s, op{kind: opContext, site: 12}, op{kind: opYield}, op{kind: opCancel, site: 13, text: "context canceled"})
				}
				if rng.IntN(100) == 0 {
					s = append(s, op{kind: opSpawn, site: 8}, op{kind: opRecv, obj: ticker})
				}
			}
		}
		return s
	}
	var main []op
	for i := range events {
		main = append(main, op{kind: opSpawn, site: 8})
		if i%300 > 270 {
			main = append(main, op{kind: opSleep, n: 100})
		}
		if i == events/15 {
			main = append(main, op{kind: opClose, obj: chans[5]})
			main = append(main, op{kind: opNil})
		}
	}
	return m.run(main, events)
}

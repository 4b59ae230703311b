// Package sched is the instrumented scheduler: it runs goroutines one at a
// time on virtual time, by the rules of Go's own scheduler, and records each
// thing that happens into a trace.
//
// # Vocabulary
//
// A Machine is one run of one program. A goroutine (G) runs on a P. Every G
// that has begun is a coroutine of the host; exactly one of them holds the
// token and executes. An operation is anything a program does that the trace
// records; operations happen in the order of the work clocks of the Ps. Work
// is counted in executed statements, the clock in virtual nanoseconds. A
// choice is a decision that Go leaves to chance; the list of all choices is
// the schedule, which replays the run.
//
// The rules follow the Go 1.26 runtime on linux/amd64; each is marked with the
// function it was read from. Nothing is inherited from the order in which the
// host schedules: the same program, settings and schedule give the same trace
// on every host.
//
// This package knows nothing of the interpreter. Values in channels are
// opaque, functions are closures, places in the source are site numbers.
package sched

import (
	"fmt"
	"math"
	"runtime"
	"strconv"
	"sync/atomic"

	"gopark/scenarios/trace"
)

const (
	// A time slice is 10 ms (runtime/proc.go: forcePreemptNS). Compiled code
	// executes millions of statements in it, which would take an interpreter
	// seconds. So a goroutine has burstWork statements until it is preempted
	// for the first time, which most computations need less than, and from then
	// on, until it waits for something, slices of sliceWork.
	burstWork = 200_000
	sliceWork = 10_000
	sliceTime = 10_000_000 // what the clock moves on by when a slice runs out, ns

	// spinLooks is how often the clock is read in a slice by a goroutine that
	// waits for it to move.
	spinLooks = 16

	// aheadWork is how many plain statements a P may execute before the other
	// Ps catch up. Operations are never out of order.
	aheadWork = 20
)

// Limits end a run that goes on for too long. 0 means no limit.
type Limits struct {
	Work       int64      // executed statements, of all goroutines together
	Goroutines int        // alive at once
	Output     int        // bytes printed
	Time       trace.Time // virtual time
	Events     int        // recorded events
}

// Config is what a run depends on besides the program.
type Config struct {
	Settings trace.Settings
	Schedule string // the choices to begin with, as Machine.Schedule gives them; "": all are drawn from the seed
	Limits   Limits
	Recorder *trace.Recorder                      // nil: nothing is recorded
	Output   func(fd int, b []byte, t trace.Time) // called for each print; may be nil
	Operand  func(at trace.SiteID) string         // what is operated on at a place, now; nil: as its site has it
	Entry    func(fn string) trace.SiteID         // where the function of a new goroutine begins; nil: not known
	Budget   *int64                               // where the statement budget is kept, see Machine.Budget; nil: in a place of its own
	Portion  int64                                // the statement budget is handed out in portions of at most so many; 0: at once
	Own      *Own                                 // what the caller keeps about the running goroutine, which has it again when it goes on; may be nil
}

// Own is what the caller keeps about the running goroutine.
type Own struct {
	Room  int64 // what is left of Given
	Given int64 // how much of its stack it has been given
	Site  int   // where it last acted

	// The indexes in the operand of what it does next.
	Index [2]int
	Key   [2]string

	Starts string // the function that the library is about to start a goroutine for
}

// Machine is one run of one program. Apart from Stop, its methods are called
// only by the goroutine that holds the token.
type Machine struct {
	// TimeValue makes the value that the channel of a timer delivers. It must
	// be set before a timer with a channel fires.
	TimeValue func(trace.Time) any

	settings trace.Settings
	limits   Limits
	rec      *trace.Recorder
	output   func(fd int, b []byte, t trace.Time)
	random   bool
	choices  choices
	stop     atomic.Bool

	ps       []*proc
	idle     []*proc // a stack: the last to become idle is woken first (runtime/proc.go: pidleget)
	spinning int     // Ps looking for work on others' queues
	global   deque[*gor]
	systems  int  // how often system is in the queues
	cur      *gor // holds the token
	live     []*gor
	lastG    trace.GID
	lastChan uint64
	sems     map[*uint32]*waitq // runtime/sema.go: semtable

	// The budget: left statements of the granted ones may be executed before
	// Slice must be called. granted-left-held are not yet accounted for.
	entry   func(fn string) trace.SiteID
	operand func(at trace.SiteID) string
	left    *int64
	own     *Own
	granted int64
	held    int64 // of the granted ones, those not yet in left
	portion int64
	quantum int64 // policy random: statements until the next choice; ≤ 0: none drawn

	clock      trace.Time
	work       trace.Work // of the newest event
	total      int64      // statements of all Ps
	sliceEnded int64      // work at which the clock moved on last because a slice ran out
	skew       trace.Time // by how much the clock is ahead of what goroutines outside bubbles see
	looks      int        // how often the clock was read since
	events     int
	printed    int

	awaitsSignal bool // somebody waits for one
	over         bool
	outcome      Outcome
	bug          *bug
	workers      []*worker // all that exist
	resting      []*worker // those without a goroutine
	scratch      trace.Event
}

// New prepares a run. It fails if the schedule cannot be read.
func New(c Config) (*Machine, error) {
	m := &Machine{
		settings: c.Settings,
		limits:   c.Limits,
		rec:      c.Recorder,
		output:   c.Output,
		random:   c.Settings.Policy == trace.PolicyRandom,
		sems:     make(map[*uint32]*waitq),
		entry:    c.Entry,
		operand:  c.Operand,
		left:     c.Budget,
		own:      c.Own,
		portion:  c.Portion,
	}
	if m.own == nil {
		m.own = new(Own)
	}
	if m.portion <= 0 {
		m.portion = math.MaxInt64
	}
	if m.left == nil {
		m.left = new(int64)
	}
	if m.settings.Procs < 1 {
		return nil, fmt.Errorf("GOMAXPROCS is %d, expected at least 1", m.settings.Procs)
	}
	if err := m.choices.init(c.Settings.Seed, c.Schedule); err != nil {
		return nil, err
	}
	for i := range m.settings.Procs {
		m.ps = append(m.ps, &proc{id: trace.PID(i), tick: startTick, slice: burstWork})
	}
	// runtime/proc.go: procresize puts the others on the idle stack from the
	// last to the first.
	for i := len(m.ps) - 1; i > 0; i-- {
		m.idle = append(m.idle, m.ps[i])
	}
	if len(m.ps) == 1 && !m.random {
		m.ps[0].local.push(system)
		m.ps[0].next = system
		m.systems = 2
	}
	return m, nil
}

// Dead reports whether the run is over. A goroutine that still executes then
// is being torn down, and every operation it tries ends it.
func (m *Machine) Dead() bool { return m.over }

// Stop ends the run at its next scheduling point. It may be called from any
// host goroutine.
func (m *Machine) Stop() { m.stop.Store(true) }

// Self is the running goroutine.
func (m *Machine) Self() trace.GID { return m.cur.id }

// Procs is GOMAXPROCS.
func (m *Machine) Procs() int { return len(m.ps) }

// NumGoroutine is the number of goroutines that have not ended.
func (m *Machine) NumGoroutine() int { return len(m.live) }

// Now is the clock.
func (m *Machine) Now() trace.Time {
	m.enter(m.cur.site)
	m.looks++
	return m.seen(m.clock)
}

// enter begins an operation of the running goroutine at a place in the
// source: it waits for its turn among the Ps.
func (m *Machine) enter(at trace.SiteID) *gor {
	if m.over {
		runtime.Goexit()
	}
	g := m.cur
	g.site = at
	m.account(g.p)
	if m.stop.Load() {
		m.quit(g, trace.OutcomeStopped, 0, "stopped")
	}
	if l := m.limits.Events; l > 0 && m.events >= l {
		m.quit(g, trace.OutcomeLimit, 0, eventsLimitText(l))
	}
	m.mustFit(g)
	m.turn(g)
	if m.random {
		m.mayPreempt(g, at)
	}
	return g
}

// account charges the statements executed since the last call to p.
func (m *Machine) account(p *proc) {
	unused := *m.left + m.held
	used := m.granted - unused
	m.granted = unused
	p.work += used
	p.slice -= used
	m.quantum -= used
	m.total += used
}

// settle moves the clocks to p's. p is the earliest of the Ps.
func (m *Machine) settle(p *proc) {
	if d := p.work - int64(m.work); d > 0 {
		m.work += trace.Work(d)
		m.clock += trace.Time(d * m.settings.TickNS)
	}
}

// turn waits until no other P is behind g's.
func (m *Machine) turn(g *gor) {
	for m.earliest() != g.p {
		m.pass(g)
	}
	m.settle(g.p)
	if m.settings.TickNS > 0 {
		m.checkTime(g)
		m.wakeForTimers()
	}
}

// grant fills the budget of the goroutine that gets the token.
func (m *Machine) grant(p *proc) {
	n := max(p.slice, 0)
	if l := m.limits.Work; l > 0 {
		n = min(n, max(l-m.total, 0))
	}
	if len(m.ps) > 1 {
		if first := m.firstOther(p); first != nil {
			n = min(n, max(first.work+aheadWork-p.work, 0))
		}
	}
	if tick := trace.Time(m.settings.TickNS); tick > 0 && len(m.idle) > 0 {
		n = min(n, int64(max(m.nextTimer()-m.clock, 0)/tick)) // see wakeForTimers
	}
	if m.random && m.global.len() > 0 {
		if m.quantum <= 0 {
			m.quantum = m.drawQuantum()
		}
		n = min(n, m.quantum)
	}
	m.granted = n
	m.handOut(n)
}

func (m *Machine) handOut(n int64) {
	*m.left = min(n, m.portion)
	m.held = n - *m.left
}

// cut lowers the budget of the running goroutine to n.
func (m *Machine) cut(n int64) {
	if unused := *m.left + m.held; unused > n {
		m.granted -= unused - n
		m.handOut(n)
	}
}

// Budget is the number of statements that the running goroutine may execute
// before it must call Slice. The caller takes one off before each statement.
func (m *Machine) Budget() *int64 { return m.left }

// Slice is called when the budget is used up. The statement that used it up
// is accounted for and executed afterwards.
func (m *Machine) Slice(at trace.SiteID) {
	if m.over {
		runtime.Goexit()
	}
	for *m.left < 0 && m.held > 0 && !m.stop.Load() {
		n := min(m.held, m.portion)
		*m.left += n
		if m.held -= n; *m.left >= 0 {
			return
		}
	}
	g := m.cur
	g.site = at
	p := g.p
	m.account(p)
	m.mustFit(g)
	switch l := m.limits.Work; {
	case m.stop.Load():
		m.quit(g, trace.OutcomeStopped, 0, "stopped")
	case l > 0 && m.total > l:
		m.turn(g)
		m.quit(g, trace.OutcomeLimit, 0, "stopped after "+thousands(l)+" statements (limit)")
	case p.slice < 0:
		m.turn(g)
		m.sliceOver(g, at)
		return
	case m.random && m.quantum <= 0 && m.global.len() > 0:
		m.turn(g)
		m.mayPreempt(g, at)
		p = g.p
	case m.settings.TickNS > 0:
		m.turn(g)
	}
	if first := m.firstOther(p); first != nil && first.work+aheadWork <= p.work {
		m.pass(g)
		return
	}
	m.grant(p)
}

// sliceOver is runtime/proc.go: retake and gopreempt_m. The running goroutine
// goes to the tail of the global queue, unless nobody else could run.
func (m *Machine) sliceOver(g *gor, at trace.SiteID) {
	p := g.p
	if m.settings.TickNS == 0 && p.work-m.sliceEnded >= sliceWork {
		// The clock stands still for computations: it moves if somebody waits
		// for it to, be it a timer or a loop that reads it.
		if m.looks >= spinLooks || m.nextTimer() != never {
			m.clock += sliceTime
			m.checkTime(g)
		}
		m.sliceEnded, m.looks = p.work, 0
	}
	g.busy = true
	m.wakeForTimers()
	if !m.othersWait(p) && !m.timerDue() {
		p.slice = sliceWork
		m.grant(p)
		return
	}
	// For a successor that inherits the slice from runnext: sysmon looks every
	// 10 ms, so that one has as long until it is preempted in turn.
	p.slice = burstWork
	m.yield(g, at, trace.YieldPreempt, trace.QGlobal)
}

func (m *Machine) checkTime(g *gor) {
	if l := m.limits.Time; l > 0 && m.clock > l {
		m.quit(g, trace.OutcomeLimit, 0, timeLimitText(l))
	}
}

// mayPreempt is the choice that policy random has at each operation: which of
// the goroutines that could run goes on. 0 is the running one.
func (m *Machine) mayPreempt(g *gor, at trace.SiteID) {
	n := m.global.len()
	if n == 0 {
		return
	}
	k := m.chooseKeep(g, n+1)
	if k == 0 {
		return
	}
	g.p.forced = k
	m.yield(g, at, trace.YieldPreempt, trace.QGlobal)
}

// Gosched is runtime.Gosched (runtime/proc.go: goschedImpl).
func (m *Machine) Gosched(at trace.SiteID) {
	g := m.enter(at)
	m.yield(g, at, trace.YieldGosched, trace.QGlobal)
}

// yield puts the running goroutine back into a queue and returns when it runs
// again.
func (m *Machine) yield(g *gor, at trace.SiteID, how int64, q trace.Queue) {
	p := g.p
	e := m.event(trace.KYield, g, at)
	e.Arg = how
	q = m.enqueueAs(q)
	e.Queue, e.P = q, place(q, p)
	m.move(g)
	p.release()
	m.enqueue(p, g, q)
	if how != trace.YieldHandOff { // runtime/proc.go: goyield_m does not wake another P
		m.wakep()
	}
	m.pass(g)
}

// Go starts a goroutine that runs f (runtime/proc.go: newproc).
func (m *Machine) Go(at trace.SiteID, fn string, f func()) {
	g := m.enter(at)
	if m.tooMany() {
		m.quit(g, trace.OutcomeLimit, 0, m.tooManyText())
	}
	m.spawn(g.p, g, at, fn, f)
}

// tooMany reports whether there is no room for another goroutine.
func (m *Machine) tooMany() bool {
	return m.limits.Goroutines > 0 && len(m.live) >= m.limits.Goroutines
}

func (m *Machine) tooManyText() string {
	return "stopped with " + thousands(int64(m.limits.Goroutines)) + " goroutines alive (limit)"
}

// Goexited says that the running goroutine calls runtime.Goexit. The caller
// unwinds the host goroutine afterwards, by runtime.Goexit.
func (m *Machine) Goexited(at trace.SiteID) { m.enter(at) }

// Exit is os.Exit. It does not return.
func (m *Machine) Exit(at trace.SiteID, code int) {
	g := m.enter(at)
	m.quit(g, trace.OutcomeExit, code, "exit status "+strconv.Itoa(code))
}

// Crash ends the run with an unrecovered panic or a fatal error of the
// running goroutine. text is what Go prints first. It does not return.
func (m *Machine) Crash(at trace.SiteID, kind trace.Outcome, status int, text string) {
	g := m.enter(at)
	m.quit(g, kind, status, text)
}

// Print writes b to the program's standard output (1) or error (2).
func (m *Machine) Print(at trace.SiteID, fd int, b []byte) {
	g := m.enter(at)
	m.printed += len(b)
	if l := m.limits.Output; l > 0 && m.printed > l {
		m.quit(g, trace.OutcomeLimit, 0, "stopped after "+thousands(int64(l))+" bytes of output (limit)")
	}
	e := m.event(trace.KPrint, g, at)
	e.Arg = int64(fd)
	if m.rec != nil {
		e.Text = string(b)
	}
	m.add(e)
	if m.output != nil {
		m.output(fd, b, m.clock)
	}
}

// Panicked records that the running goroutine panics.
func (m *Machine) Panicked(at trace.SiteID, text string) { m.note(trace.KPanic, at, text) }

// Recovered records that the running goroutine recovers from a panic.
func (m *Machine) Recovered(at trace.SiteID, text string) { m.note(trace.KRecover, at, text) }

func (m *Machine) note(k trace.Kind, at trace.SiteID, text string) {
	g := m.enter(at)
	e := m.event(k, g, at)
	e.Text = text
	m.add(e)
}

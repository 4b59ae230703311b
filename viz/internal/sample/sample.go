// Package sample makes small legal traces for the tests of the picture: some
// that tell a story, and random ones that go everywhere the rules allow.
//
// It is not a scheduler: it decides who runs and who waits as a test needs it,
// and the recorder refuses what is not legal.
package sample

import (
	"fmt"

	"gopark/scenarios/trace"
)

// Maker makes a trace step by step.
type Maker struct {
	rec   *trace.Recorder
	State *trace.State
	time  trace.Time
	work  trace.Work
}

// lines is the number of sites: site k is line k of the only file.
const lines = 40

// NewMaker begins a trace of a program on so many Ps.
func NewMaker(procs int) *Maker {
	sites := make([]trace.Site, lines)
	for i := 1; i < lines; i++ {
		sites[i] = trace.Site{Line: i, Col: 1, Func: "main.main"}
	}
	files := []trace.File{{Name: "main.go", Text: "package main\n"}}
	return &Maker{
		rec:   trace.NewRecorder(files, sites, trace.Settings{Procs: procs}),
		State: trace.NewState(procs),
	}
}

// Add records e at the current time.
func (m *Maker) Add(e trace.Event) {
	m.work++
	e.Time, e.Work = m.time, m.work
	m.rec.Add(&e)
	if err := m.State.Apply(&e); err != nil {
		panic(err)
	}
}

// Sleep lets time pass.
func (m *Maker) Sleep(d trace.Time) { m.time += d }

// Len returns the number of events so far.
func (m *Maker) Len() int { return m.rec.Len() }

// Finish ends the program with an outcome and returns its trace.
func (m *Maker) Finish(o trace.Outcome) *trace.Trace {
	m.Exit(o)
	return m.Trace()
}

// Exit ends the program with an outcome.
func (m *Maker) Exit(o trace.Outcome) {
	m.Add(trace.Event{Kind: trace.KExit, P: trace.NoP, Arg: int64(o)})
}

// Trace returns the trace of a program that has ended.
func (m *Maker) Trace() *trace.Trace { return m.rec.Finish("") }

// Go creates a goroutine and puts it into the runnext slot of p.
func (m *Maker) Go(by trace.GID, p trace.PID, fn string, line int) trace.GID {
	site := trace.SiteID(line)
	if by == trace.NoG {
		site = trace.NoSite
	}
	g := m.rec.Goroutine(trace.Goroutine{Func: "main." + fn, Parent: by, Site: site})
	m.Add(trace.Event{Kind: trace.KCreate, G: g, By: by, P: p, Site: site})
	m.spill(by, p)
	m.Add(trace.Event{Kind: trace.KReady, G: g, By: by, P: p, Site: site, Queue: trace.QNext})
	return g
}

// Spawn creates a goroutine by main, which runs, and lets it run on p, which is
// idle.
func (m *Maker) Spawn(p trace.PID, fn string, line int) trace.GID {
	g := m.rec.Goroutine(trace.Goroutine{Func: "main." + fn, Parent: trace.MainG, Site: trace.SiteID(line)})
	m.Add(trace.Event{Kind: trace.KCreate, G: g, By: trace.MainG, P: 0, Site: trace.SiteID(line)})
	m.Add(trace.Event{Kind: trace.KReady, G: g, By: trace.MainG, P: 0, Queue: trace.QGlobal, Site: trace.SiteID(line)})
	m.Add(trace.Event{Kind: trace.KStart, G: g, P: p, Queue: trace.QGlobal})
	return g
}

// spill makes room in p's queue where the rules demand it.
func (m *Maker) spill(by trace.GID, p trace.PID) {
	if m.State.Ps[p].Local.Len() > trace.LocalCap {
		m.Add(trace.Event{Kind: trace.KSpill, G: by, P: p, Arg: trace.LocalCap / 2})
	}
}

// Start runs the goroutine that is next on p.
func (m *Maker) Start(p trace.PID) trace.GID {
	v := &m.State.Ps[p]
	switch {
	case v.Next != trace.NoG:
		g := v.Next
		m.Add(trace.Event{Kind: trace.KStart, G: g, P: p, Queue: trace.QNext})
		return g
	case v.Local.Len() > 0:
		g := v.Local.At(0)
		m.Add(trace.Event{Kind: trace.KStart, G: g, P: p, Queue: trace.QLocal})
		return g
	case m.State.Global.Len() > 0:
		g := m.State.Global.At(0)
		m.Add(trace.Event{Kind: trace.KStart, G: g, P: p, Queue: trace.QGlobal})
		return g
	}
	return trace.NoG
}

// Make makes an object.
func (m *Maker) Make(g trace.GID, kind trace.ObjKind, name, typ string, capacity, line int) trace.ObjID {
	o := m.rec.Object(trace.Object{Kind: kind, Name: name, Type: typ, Cap: capacity, Site: trace.SiteID(line)})
	m.Add(trace.Event{Kind: trace.KMake, G: g, P: trace.NoP, Obj: o, Site: trace.SiteID(line)})
	return o
}

// MakeObject makes an object of which more is to be said; set is what its
// clock is set to, or its deadline.
func (m *Maker) MakeObject(g trace.GID, o trace.Object, set trace.Time) trace.ObjID {
	id := m.rec.Object(o)
	m.Add(trace.Event{Kind: trace.KMake, G: g, P: trace.NoP, Obj: id, Arg: int64(set), Site: o.Site})
	return id
}

// Block blocks g at an object.
func (m *Maker) Block(g trace.GID, r trace.Reason, o trace.ObjID, text string, line int) {
	m.Add(trace.Event{Kind: trace.KBlock, G: g, P: trace.NoP, Reason: r, Obj: o, Text: text, Site: trace.SiteID(line)})
}

// SleepFor blocks g for a time.
func (m *Maker) SleepFor(g trace.GID, d trace.Time, line int) {
	m.Add(trace.Event{Kind: trace.KBlock, G: g, P: trace.NoP, Reason: trace.ReasonSleep, Aux: int64(m.time + d), Site: trace.SiteID(line)})
}

// Wake makes g runnable in the runnext slot of p.
func (m *Maker) Wake(g, by trace.GID, p trace.PID, o trace.ObjID, line int) {
	site := trace.SiteID(line)
	if by == trace.NoG {
		site = trace.NoSite
	}
	m.spill(by, p)
	m.Add(trace.Event{Kind: trace.KUnblock, G: g, By: by, P: p, Queue: trace.QNext, Obj: o, Site: site})
}

// Act records what g does to an object.
func (m *Maker) Act(k trace.Kind, g trace.GID, o trace.ObjID, arg, aux int64, text string, line int) {
	m.Add(trace.Event{Kind: k, G: g, P: trace.NoP, Obj: o, Arg: arg, Aux: aux, Text: text, Site: trace.SiteID(line)})
}

// End ends g.
func (m *Maker) End(g trace.GID, line int) {
	m.Add(trace.Event{Kind: trace.KEnd, G: g, P: trace.NoP, Site: trace.SiteID(line)})
}

// WaitGroup is a main that starts n workers and waits for them: each sleeps,
// prints and counts down.
func WaitGroup(n int) *trace.Trace {
	m := NewMaker(1)
	main := m.Go(trace.NoG, 0, "main", 1)
	m.Start(0)
	wg := m.Make(main, trace.ObjWaitGroup, "wg", "sync.WaitGroup", 0, 10)
	for i := range n {
		m.Act(trace.KAdd, main, wg, 1, int64(i+1), "", 12)
		m.Go(main, 0, "worker", 13)
	}
	m.Block(main, trace.ReasonWaitGroupWait, wg, "", 20)
	for range n {
		g := m.Start(0)
		m.Act(trace.KPrint, g, 0, 1, 0, fmt.Sprintf("Worker %d starting\n", g-1), 15)
		m.SleepFor(g, 100e6, 16)
	}
	m.Sleep(100e6)
	for g := trace.GID(2); int(g) < 2+n; g++ {
		m.Wake(g, trace.NoG, 0, trace.NoObj, 0)
	}
	for i := range n {
		g := m.Start(0)
		m.Act(trace.KPrint, g, 0, 1, 0, fmt.Sprintf("Worker %d done\n", g-1), 17)
		m.Act(trace.KAdd, g, wg, -1, int64(n-i-1), "", 18)
		if i == n-1 {
			m.Wake(main, g, 0, wg, 18)
		}
		m.End(g, 19)
	}
	m.Start(0)
	m.Act(trace.KPrint, main, 0, 1, 0, "all done\n", 21)
	m.End(main, 22)
	return m.Finish(trace.OutcomeReturn)
}

// Pool is a worker pool on two Ps: a buffered and an unbuffered channel, a
// mutex, a select, a timer that sleeps.
func Pool() *trace.Trace {
	m := NewMaker(2)
	main := m.Go(trace.NoG, 0, "main", 1)
	m.Start(0)
	jobs := m.Make(main, trace.ObjChan, "jobs", "chan int", 3, 17)
	results := m.Make(main, trace.ObjChan, "results", "chan int", 0, 18)
	wg := m.Make(main, trace.ObjWaitGroup, "wg", "sync.WaitGroup", 0, 20)
	mu := m.Make(main, trace.ObjMutex, "mu", "sync.Mutex", 0, 21)
	for i := range 3 {
		m.Act(trace.KAdd, main, wg, 1, int64(i+1), "", 20)
		m.Go(main, 0, "worker", 21)
	}
	m.Add(trace.Event{Kind: trace.KSteal, P: 1, Arg: 1, Aux: 0})
	w := m.Start(1)
	m.Block(w, trace.ReasonChanReceive, jobs, "", 10)
	for i := 1; i <= 3; i++ {
		by := trace.NoG
		if i == 1 {
			by = w
		}
		m.Add(trace.Event{Kind: trace.KSend, G: main, By: by, P: trace.NoP, Obj: jobs, Text: fmt.Sprint(i), Site: 23})
		if by != trace.NoG {
			m.Wake(w, main, 0, jobs, 23)
		}
	}
	ticker := m.Go(main, 0, "tick", 25)
	m.Block(main, trace.ReasonChanReceive, results, "", 24)
	m.Start(0) // the ticker
	m.SleepFor(ticker, 60e6, 30)
	g := m.Start(0)
	m.Act(trace.KLock, g, mu, 0, 0, "", 11)
	h := m.Start(1)
	if h == trace.NoG {
		m.Add(trace.Event{Kind: trace.KSteal, P: 1, Arg: 1, Aux: 0})
		h = m.Start(1)
	}
	m.Block(h, trace.ReasonMutexLock, mu, "", 11)
	m.Act(trace.KRecv, g, jobs, 1, 0, "2", 12)
	m.Act(trace.KUnlock, g, mu, 0, 0, "", 13)
	m.Wake(h, g, 0, mu, 13)
	m.Add(trace.Event{Kind: trace.KSend, G: g, By: main, P: trace.NoP, Obj: results, Text: "4", Site: 14})
	m.Wake(main, g, 0, results, 14)
	m.Add(trace.Event{Kind: trace.KBlock, G: g, P: trace.NoP, Reason: trace.ReasonSelect, Site: 15,
		Cases: []trace.Case{{Obj: results, Send: true, Text: "6"}, {Obj: results}}})
	k := m.Start(0) // main
	m.Act(trace.KPrint, k, 0, 1, 0, "result 4\n", 24)
	m.Add(trace.Event{Kind: trace.KRecv, G: main, By: g, P: trace.NoP, Obj: results, Arg: 1, Text: "6", Site: 24})
	m.Wake(g, main, 0, results, 24)
	m.Act(trace.KClose, main, jobs, 0, 0, "", 26)
	m.Sleep(60e6)
	m.Wake(ticker, trace.NoG, 0, trace.NoObj, 0)
	m.Add(trace.Event{Kind: trace.KYield, G: main, P: 0, Queue: trace.QGlobal, Arg: trace.YieldGosched, Site: 27})
	for {
		g := m.Start(0)
		if g == trace.NoG {
			break
		}
		m.End(g, 29)
	}
	return m.Finish(trace.OutcomeReturn)
}

// Contexts is a tree of contexts: a goroutine waits for the end of a child,
// whose parent is cancelled.
func Contexts() *trace.Trace {
	m := NewMaker(1)
	m.Go(trace.NoG, 0, "main", 1)
	m.Start(0)
	ContextTree(m)
	return m.Trace()
}

// ContextTree is what main does in Contexts.
func ContextTree(m *Maker) {
	main := trace.MainG
	context := func(name, typ string, of trace.ObjID, until trace.Time) trace.ObjID {
		return m.MakeObject(main, trace.Object{Kind: trace.ObjContext, Name: name, Type: "context." + typ, Of: of, Site: 5}, until)
	}
	request := context("request", "WithTimeout", trace.NoObj, 50e6)
	timer := m.MakeObject(main, trace.Object{Kind: trace.ObjTimer, Name: "request", Type: "time.Timer", Of: request, Site: 5}, 50e6)
	search := context("search", "WithCancel", request, 0)
	user := context("user", "WithValue", search, 0)
	free := context("log", "WithoutCancel", request, 0)
	context("short", "WithDeadline", free, 80e6)
	w := m.Go(main, 0, "worker", 7)
	m.SleepFor(main, 30e6, 8)
	m.Start(0)
	done := m.MakeObject(w, trace.Object{Kind: trace.ObjChan, Name: "search.Done()", Type: "chan struct {}", Of: search, Site: 9}, 0)
	m.Block(w, trace.ReasonChanReceive, done, "", 9)
	m.Sleep(30e6)
	m.Wake(main, trace.NoG, 0, trace.NoObj, 0)
	m.Start(0)
	m.Act(trace.KCancel, main, request, 0, 0, "the client has gone", 10)
	for _, c := range []trace.ObjID{search, user} {
		m.Act(trace.KCancel, main, c, 0, 0, "the client has gone", 10)
	}
	m.Act(trace.KClose, main, done, 0, 0, "", 10)
	m.Wake(w, main, 0, done, 10)
	m.Act(trace.KTimer, main, timer, trace.TimerStop, 0, "", 10)
	m.End(main, 11)
	m.Start(0)
	m.End(w, 12)
	m.Exit(trace.OutcomeReturn)
}

package model

import (
	"fmt"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

// samples are the programs that the tests tell and explain.
func samples() map[string]*trace.Trace {
	return map[string]*trace.Trace{
		"waitgroup": sample.WaitGroup(5), "pool": sample.Pool(), "contexts": sample.Contexts(),
		"locks": locks(), "stuck": stuck(trace.OutcomeReturn), "deadlock": stuck(trace.OutcomeDeadlock), "cut": stuck(trace.OutcomeStopped),
		"late": late(), "museum": museum(), "random": sample.Random(1, 600, 3, 40),
	}
}

// locks is a mutex that is fought for: taken while others wait, lost by one
// who was woken, handed over, copied, locked twice by the same goroutine.
func locks() *trace.Trace {
	m := sample.NewMaker(1)
	main := m.Go(trace.NoG, 0, "main", 1)
	m.Start(0)
	mu := m.Make(main, trace.ObjMutex, "mu", "sync.Mutex", 0, 2)
	m.Act(trace.KLock, main, mu, 0, 0, "", 2)
	polite := m.Go(main, 0, "polite", 3)
	greedy := m.Go(main, 0, "greedy", 4)
	m.SleepFor(main, 1e6, 5)
	m.Start(0)
	m.Block(greedy, trace.ReasonMutexLock, mu, "", 11)
	m.Start(0)
	m.Block(polite, trace.ReasonMutexLock, mu, "", 21)
	m.Sleep(1e6)
	m.Wake(main, trace.NoG, 0, trace.NoObj, 0)
	m.Start(0)
	m.Act(trace.KUnlock, main, mu, 0, 0, "", 6)
	m.Wake(greedy, main, 0, mu, 6)
	m.Act(trace.KLock, main, mu, 0, 0, "", 7)
	m.SleepFor(main, 1e6, 8)
	m.Start(0)
	m.Add(trace.Event{Kind: trace.KBlock, G: greedy, P: trace.NoP, Reason: trace.ReasonMutexLock, Obj: mu, Arg: 1, Site: 11})
	m.Sleep(1e6)
	m.Wake(main, trace.NoG, 0, trace.NoObj, 0)
	m.Start(0)
	m.Act(trace.KUnlock, main, mu, 0, 0, "", 9)
	m.Wake(greedy, main, 0, mu, 9)
	m.Add(trace.Event{Kind: trace.KYield, G: main, P: 0, Queue: trace.QLocal, Arg: trace.YieldHandOff, Site: 9})
	m.Start(0)
	m.Add(trace.Event{Kind: trace.KLock, G: greedy, By: main, P: trace.NoP, Obj: mu, Site: 11})
	twin := m.Make(greedy, trace.ObjMutex, "twin", "sync.Mutex", 0, 12)
	m.Act(trace.KLock, main, twin, 0, 0, "", 12)
	m.Block(greedy, trace.ReasonMutexLock, mu, "", 13)
	m.Start(0)
	m.Add(trace.Event{Kind: trace.KYield, G: main, P: 0, Queue: trace.QGlobal, Arg: trace.YieldPreempt, Site: 9})
	m.Add(trace.Event{Kind: trace.KRefill, P: 0, Arg: 1})
	m.Start(0)
	m.Go(main, 0, "next", 15)
	m.Add(trace.Event{Kind: trace.KYield, G: main, P: 0, Queue: trace.QGlobal, Arg: trace.YieldGosched, Site: 16})
	m.Add(trace.Event{Kind: trace.KStart, G: main, P: 0, Queue: trace.QGlobal})
	m.Wake(polite, main, 0, mu, 16)
	m.End(main, 17)
	return m.Finish(trace.OutcomeReturn)
}

// late is a main that waits in a select, and a worker that waits for a lock:
// both are woken for it.
func late() *trace.Trace {
	m := sample.NewMaker(1)
	main := m.Go(trace.NoG, 0, "main", 1)
	m.Start(0)
	mu := m.Make(main, trace.ObjMutex, "mu", "sync.Mutex", 0, 2)
	c := m.Make(main, trace.ObjChan, "answer", "chan int", 0, 3)
	m.Act(trace.KLock, main, mu, 0, 0, "", 4)
	worker := m.Go(main, 0, "worker", 5)
	m.SleepFor(main, 1e6, 6)
	m.Start(0)
	m.Block(worker, trace.ReasonMutexLock, mu, "", 11)
	m.Sleep(1e6)
	m.Wake(main, trace.NoG, 0, trace.NoObj, 0)
	m.Start(0)
	m.Act(trace.KUnlock, main, mu, 0, 0, "", 7)
	m.Wake(worker, main, 0, mu, 7)
	cases := []trace.Case{{Obj: c}, {}}
	m.Add(trace.Event{Kind: trace.KBlock, G: main, P: trace.NoP, Reason: trace.ReasonSelect, Site: 8, Cases: cases})
	m.Start(0)
	m.Act(trace.KLock, worker, mu, 0, 0, "", 11)
	m.Add(trace.Event{Kind: trace.KSend, G: worker, By: main, P: trace.NoP, Obj: c, Text: "42", Site: 12})
	m.Wake(main, worker, 0, c, 12)
	m.End(worker, 13)
	m.Start(0)
	woken := []trace.Case{{Obj: c, Ready: true}, {}}
	m.Add(trace.Event{Kind: trace.KSelect, G: main, P: trace.NoP, Site: 8, Cases: woken})
	// The second select has the same case ready without having waited.
	m.Add(trace.Event{Kind: trace.KSelect, G: main, P: trace.NoP, Site: 9, Cases: woken})
	m.End(main, 10)
	return m.Finish(trace.OutcomeReturn)
}

// stuck is a program that ends with a sleeper and a sender that never go on.
func stuck(o trace.Outcome) *trace.Trace {
	m := sample.NewMaker(1)
	main := m.Go(trace.NoG, 0, "main", 1)
	m.Start(0)
	c := m.Make(main, trace.ObjChan, "answer", "chan int", 0, 2)
	a := m.Go(main, 0, "sender", 3)
	b := m.Go(main, 0, "sleeper", 4)
	m.SleepFor(main, 1e6, 5)
	m.Start(0)
	m.SleepFor(b, 60e9, 8)
	m.Start(0)
	m.Block(a, trace.ReasonChanSend, c, "42", 9)
	m.Sleep(1e6)
	m.Wake(main, trace.NoG, 0, trace.NoObj, 0)
	m.Start(0)
	m.Add(trace.Event{Kind: trace.KSelect, G: main, P: trace.NoP, Arg: -1, Site: 6, Cases: []trace.Case{{Obj: c, Send: true, Text: "1"}, {}}})
	if o == trace.OutcomeDeadlock {
		m.Block(main, trace.ReasonSelectNoCases, trace.NoObj, "", 6)
	}
	return m.Finish(o)
}

// museum is a program in which somebody waits for every kind of thing.
func museum() *trace.Trace {
	m := sample.NewMaker(1)
	main := m.Go(trace.NoG, 0, "main", 1)
	m.Start(0)
	make := func(k trace.ObjKind, name, typ string) trace.ObjID { return m.Make(main, k, name, typ, 0, 2) }
	board := make(trace.ObjRWMutex, "board", "sync.RWMutex")
	load := make(trace.ObjOnce, "load", "sync.Once")
	ready := make(trace.ObjCond, "ready", "sync.Cond")
	wg := make(trace.ObjWaitGroup, "wg", "")
	after := m.MakeObject(main, trace.Object{Kind: trace.ObjTimer, Name: "time.After", Type: "time.Timer", Site: 3}, 5e6)
	ticker := m.MakeObject(main, trace.Object{Kind: trace.ObjTicker, Name: "ticker", Type: "time.Ticker", Site: 3}, 2e6)
	pause := m.MakeObject(main, trace.Object{Kind: trace.ObjTimer, Name: "pause", Type: "time.Timer", Site: 3}, 0)
	jobs := m.Make(main, trace.ObjChan, "jobs", "chan int", 2, 4)
	unnamed := make(trace.ObjChan, "", "chan int")
	last := make(trace.ObjMutex, "last", "sync.Mutex")
	m.Act(trace.KLock, main, last, 0, 0, "", 4)
	m.Act(trace.KAdd, main, wg, 1, 1, "", 4)
	for i := 1; i <= 2; i++ {
		m.Add(trace.Event{Kind: trace.KSend, G: main, P: trace.NoP, Obj: jobs, Text: fmt.Sprint(i), Site: 4})
	}
	for i := range 20 {
		m.Go(main, 0, "visitor", 10+i)
	}
	m.Act(trace.KRLock, main, board, 0, 0, "", 5)
	m.Add(trace.Event{Kind: trace.KDo, G: main, P: trace.NoP, Obj: load, Arg: trace.DoBegin, Site: 5})
	m.SleepFor(main, 9e6, 5)
	block := func(r trace.Reason, o trace.ObjID, text string) trace.GID {
		g := m.Start(0)
		m.Block(g, r, o, text, 30)
		return g
	}
	block(trace.ReasonRWMutexLock, board, "")
	block(trace.ReasonRWMutexRLock, board, "")
	block(trace.ReasonMutexLock, load, "")
	block(trace.ReasonCondWait, ready, "")
	block(trace.ReasonWaitGroupWait, wg, "")
	block(trace.ReasonChanReceive, after, "")
	block(trace.ReasonChanReceive, ticker, "")
	block(trace.ReasonChanReceive, pause, "")
	block(trace.ReasonChanSend, jobs, "3")
	block(trace.ReasonChanReceive, unnamed, "")
	block(trace.ReasonChanReceiveNil, trace.NoObj, "")
	block(trace.ReasonSelectNoCases, trace.NoObj, "")
	m.Add(trace.Event{Kind: trace.KBlock, G: m.Start(0), P: trace.NoP, Reason: trace.ReasonSelect, Site: 30,
		Cases: []trace.Case{{Obj: unnamed}, {Obj: jobs, Send: true, Text: "9"}, {}, {Obj: ticker}}})
	block(trace.ReasonMutexLock, last, "")
	bubble := block(trace.ReasonBubbleRun, trace.NoObj, "")
	block(trace.ReasonBubbleWait, trace.NoObj, "")
	block(trace.ReasonIO, trace.NoObj, "")
	m.Sleep(9e6)
	m.Add(trace.Event{Kind: trace.KTimer, P: trace.NoP, Obj: ticker, Arg: trace.TimerFire, Aux: 20e6})
	m.Wake(bubble, trace.NoG, 0, trace.NoObj, 0)
	m.Wake(main, trace.NoG, 0, trace.NoObj, 0)
	m.Start(0)
	m.Act(trace.KRUnlock, main, board, 0, 0, "", 6)
	m.Add(trace.Event{Kind: trace.KDo, G: main, P: trace.NoP, Obj: load, Arg: trace.DoEnd, Site: 6})
	m.Act(trace.KLock, main, board, 0, 0, "", 7)
	m.Act(trace.KClose, main, jobs, 0, 0, "", 7)
	m.Act(trace.KSignal, main, ready, 0, 0, "", 7)
	m.Act(trace.KUnlock, main, last, 0, 0, "", 7)
	timed := m.Go(trace.NoG, 0, "afterFunc", 8)
	m.Add(trace.Event{Kind: trace.KEnd, G: main, P: trace.NoP, Arg: trace.EndGoexit, Site: 9})
	m.Start(0)
	m.Act(trace.KPanic, timed, 0, 0, 0, "panic: oh", 10)
	return m.Finish(trace.OutcomePanic)
}

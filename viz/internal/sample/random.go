package sample

import (
	"fmt"
	"math/rand/v2"

	"gopark/scenarios/trace"
)

// Random walks the legal transitions for about so many events, with a fixed
// seed, on so many Ps and with at most most goroutines.
func Random(seed uint64, events, procs, most int) *trace.Trace {
	w := walker{Maker: NewMaker(procs), rnd: rand.New(rand.NewPCG(seed, 1)), most: most}
	main := w.Go(trace.NoG, 0, "main", 1)
	w.Start(0)
	w.objs = append(w.objs,
		w.Make(main, trace.ObjChan, "results", "chan int", 0, 2),
		w.Make(main, trace.ObjChan, "jobs", "chan string", 3, 3),
		w.Make(main, trace.ObjMutex, "mu", "sync.Mutex", 0, 4),
		w.Make(main, trace.ObjWaitGroup, "wg", "sync.WaitGroup", 0, 5),
		w.Make(main, trace.ObjRWMutex, "", "sync.RWMutex", 0, 6))
	for w.Len() < events {
		w.step()
	}
	return w.Finish(trace.OutcomeStopped)
}

type walker struct {
	*Maker
	rnd  *rand.Rand
	most int
	objs []trace.ObjID
}

func (w *walker) line() int { return 1 + w.rnd.IntN(lines-1) }

func (w *walker) step() {
	p := trace.PID(w.rnd.IntN(len(w.State.Ps)))
	v := &w.State.Ps[p]
	if w.rnd.IntN(4) == 0 {
		w.wakeSomebody(p)
		return
	}
	if v.Running == trace.NoG {
		if w.Start(p) == trace.NoG {
			w.moveQueues(p)
		}
		return
	}
	w.run(v.Running, p)
}

// moveQueues lets an idle P steal, or wakes somebody when there is nothing to
// steal.
func (w *walker) moveQueues(p trace.PID) {
	for i := range w.State.Ps {
		victim := &w.State.Ps[i]
		if trace.PID(i) == p || victim.Local.Len() == 0 && victim.Next == trace.NoG {
			continue
		}
		n := max(1, victim.Local.Len()/2)
		w.Add(trace.Event{Kind: trace.KSteal, P: p, Arg: int64(n), Aux: int64(i)})
		return
	}
	w.wakeSomebody(p)
}

func (w *walker) wakeSomebody(p trace.PID) {
	var blocked []trace.GID
	for g := trace.MainG; int(g) <= w.State.Goroutines(); g++ {
		v := w.State.G(g)
		if v.State == trace.Blocked && v.Reason != trace.ReasonChanSendNil {
			blocked = append(blocked, trace.GID(g))
		}
	}
	if len(blocked) == 0 {
		return
	}
	g := blocked[w.rnd.IntN(len(blocked))]
	v := w.State.G(g)
	by := w.State.Ps[p].Running
	obj := v.Obj
	if v.Reason == trace.ReasonSelect {
		obj = w.State.Cases(g)[0].Obj
	}
	if v.Reason == trace.ReasonSleep {
		w.Sleep(max(0, v.Until-w.time))
		by = trace.NoG
	}
	queue := trace.Queue(1 + w.rnd.IntN(3))
	if w.State.Ps[p].Local.Len() > 200 {
		queue = trace.QGlobal
	}
	w.Add(trace.Event{Kind: trace.KUnblock, G: g, By: by, P: p, Queue: queue, Obj: obj, Site: w.siteOf(by)})
}

func (w *walker) siteOf(g trace.GID) trace.SiteID {
	if g == trace.NoG {
		return trace.NoSite
	}
	return trace.SiteID(w.line())
}

func (w *walker) run(g trace.GID, p trace.PID) {
	results, jobs, mu, wg := w.objs[0], w.objs[1], w.objs[2], w.objs[3]
	local := w.State.Ps[p].Local.Len()
	switch n := w.rnd.IntN(16); {
	case n < 4 && w.State.Goroutines() < w.most && local < 200:
		w.Go(g, p, []string{"worker", "produce", "f"}[w.rnd.IntN(3)], w.line())
	case n == 4:
		w.Block(g, trace.ReasonChanReceive, results, "", w.line())
	case n == 5:
		w.Block(g, trace.ReasonChanSend, results, fmt.Sprint(w.rnd.IntN(100)), w.line())
	case n == 6 && len(w.State.O(jobs).Buf) < 3:
		w.Add(trace.Event{Kind: trace.KSend, G: g, P: trace.NoP, Obj: jobs, Text: fmt.Sprint(w.rnd.IntN(100)), Site: trace.SiteID(w.line())})
	case n == 7 && len(w.State.O(jobs).Buf) > 0:
		w.Act(trace.KRecv, g, jobs, 1, 0, w.State.O(jobs).Buf[0], w.line())
	case n == 8:
		w.Block(g, trace.ReasonMutexLock, mu, "", w.line())
	case n == 9:
		w.Block(g, trace.ReasonWaitGroupWait, wg, "", w.line())
	case n == 10:
		w.Act(trace.KAdd, g, wg, 1, w.State.O(wg).Counter+1, "", w.line())
	case n == 11:
		w.SleepFor(g, trace.Time(1+w.rnd.IntN(200))*1e6, w.line())
	case n == 12:
		w.Add(trace.Event{Kind: trace.KBlock, G: g, P: trace.NoP, Reason: trace.ReasonSelect, Site: trace.SiteID(w.line()),
			Cases: []trace.Case{{Obj: results}, {Obj: jobs, Send: true, Text: "x"}}})
	case n == 13:
		w.Add(trace.Event{Kind: trace.KYield, G: g, P: p, Queue: trace.QGlobal, Arg: trace.YieldPreempt, Site: trace.SiteID(w.line())})
	case n == 14 && g != trace.MainG:
		w.End(g, w.line())
	default:
		w.Act(trace.KPrint, g, 0, 1, 0, "hello\n", w.line())
	}
}

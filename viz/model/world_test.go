package model

import (
	"fmt"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

// world is a run with goroutines and objects of every kind, in the middle of
// which the tests put events that need not be legal.
type world struct {
	run     *Run
	state   *trace.State
	objects map[string]trace.ObjID
}

func newWorld(t *testing.T, policy trace.Policy) *world {
	t.Helper()
	m := sample.NewMaker(2)
	main := m.Go(trace.NoG, 0, "main", 1)
	m.Start(0)
	w := &world{objects: map[string]trace.ObjID{}}
	add := func(label string, o trace.Object, set trace.Time) trace.ObjID {
		o.Site = 2
		id := m.MakeObject(main, o, set)
		w.objects[label] = id
		return id
	}
	add("chan", trace.Object{Kind: trace.ObjChan, Name: "results", Type: "chan int"}, 0)
	add("buffered", trace.Object{Kind: trace.ObjChan, Name: "jobs", Type: "chan int", Cap: 3}, 0)
	add("unnamed", trace.Object{Kind: trace.ObjChan}, 0)
	add("mutex", trace.Object{Kind: trace.ObjMutex, Name: "c.mu", Type: "sync.Mutex"}, 0)
	add("rwmutex", trace.Object{Kind: trace.ObjRWMutex, Name: "board", Type: "sync.RWMutex"}, 0)
	add("waitgroup", trace.Object{Kind: trace.ObjWaitGroup, Name: "wg", Type: "sync.WaitGroup"}, 0)
	add("once", trace.Object{Kind: trace.ObjOnce, Name: "load", Type: "sync.Once"}, 0)
	add("cond", trace.Object{Kind: trace.ObjCond, Name: "notEmpty", Type: "sync.Cond"}, 0)
	add("timer", trace.Object{Kind: trace.ObjTimer, Name: "time.After", Type: "time.Timer"}, 50e6)
	add("stopped", trace.Object{Kind: trace.ObjTimer, Name: "pause", Type: "time.Timer"}, 0)
	add("ticker", trace.Object{Kind: trace.ObjTicker, Name: "ticker", Type: "time.Ticker"}, 10e6)
	root := add("context", trace.Object{Kind: trace.ObjContext, Name: "request", Type: "context.WithCancel"}, 0)
	add("deadline", trace.Object{Kind: trace.ObjContext, Name: "short", Type: "context.WithTimeout"}, 50e6)
	add("below", trace.Object{Kind: trace.ObjContext, Name: "search", Type: "context.WithCancel", Of: root}, 0)
	add("deadline below", trace.Object{Kind: trace.ObjContext, Name: "page", Type: "context.WithTimeout", Of: root}, 50e6)
	add("free", trace.Object{Kind: trace.ObjContext, Name: "log", Type: "context.WithoutCancel", Of: root}, 0)
	add("done", trace.Object{Kind: trace.ObjChan, Name: "request.Done()", Type: "chan struct {}", Of: root}, 0)
	add("timer of", trace.Object{Kind: trace.ObjTimer, Name: "request", Type: "time.Timer", Of: root}, 50e6)
	for range 3 {
		m.Go(main, 0, "worker", 3)
	}
	tr := m.Finish(trace.OutcomeStopped)
	tr.Settings.Policy = policy
	w.run = newRun(t, tr)
	w.state = tr.StateAt(trace.Step(tr.Len() - 1))
	return w
}

// change makes a state that differs from the world's.
func (w *world) change(f func(s *trace.State)) *trace.State {
	s := w.state.Clone()
	f(s)
	return s
}

// after is the world after some events.
func (w *world) after(t *testing.T, events ...trace.Event) *trace.State {
	t.Helper()
	s := w.state.Clone()
	for _, e := range events {
		e.Time, e.Work = s.Time, s.Work
		if err := s.Apply(&e); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// blocked is the world in which G2 has blocked.
func (w *world) blocked(t *testing.T, reason trace.Reason, obj trace.ObjID) *trace.State {
	t.Helper()
	block := trace.Event{Kind: trace.KBlock, G: 2, P: trace.NoP, Reason: reason, Obj: obj}
	switch reason {
	case trace.ReasonSelect:
		block.Cases = []trace.Case{{Obj: w.objects["chan"]}}
	case trace.ReasonSleep:
		block.Aux = 5e6
	case trace.ReasonChanSend:
		block.Text = "42"
	}
	return w.after(t,
		trace.Event{Kind: trace.KYield, G: 1, P: 0, Queue: trace.QGlobal},
		trace.Event{Kind: trace.KStart, G: 2, P: 0, Queue: w.state.G(2).Queue},
		block)
}

// line is a line of so many goroutines, at most three.
func (w *world) line(t *testing.T, n int) trace.Line {
	t.Helper()
	var events []trace.Event
	running := trace.MainG
	for g := range trace.GID(n) {
		events = append(events,
			trace.Event{Kind: trace.KYield, G: running, P: 0, Queue: trace.QGlobal},
			trace.Event{Kind: trace.KStart, G: 2 + g, P: 0, Queue: w.state.G(2 + g).Queue})
		running = 2 + g
	}
	return w.after(t, events...).Global
}

// happening is an event, with what is before it and after it, and the object
// on both sides where it is not as the states have it.
type happening struct {
	name          string
	from, to      *trace.State
	e             trace.Event
	before, after *trace.OView
}

// said is the message for a happening, and what its placeholders stand for.
func (w *world) said(h happening) (string, []arg) {
	s := sentence{run: w.run, from: h.from, to: h.to, e: &h.e}
	s.look()
	if h.before != nil {
		s.before = *h.before
	}
	if h.after != nil {
		s.after = *h.after
	}
	s.choose()
	return s.key, s.args
}

func (w *world) narrated(h happening, level Level) []Phrase {
	key, args := w.said(h)
	return w.run.tell(level, key, args)
}

// happenings are events of every kind, in all the ways that sentences tell
// apart in one moment.
func (w *world) happenings(t *testing.T) []happening {
	t.Helper()
	var all []happening
	add := func(e trace.Event, from, to *trace.State) {
		e.Site = 7
		name := fmt.Sprintf("%v of %v by %v, %v, %v, object %d, arg %d, aux %d", e.Kind, e.G, e.By, e.Queue, e.Reason, e.Obj, e.Arg, e.Aux)
		all = append(all, happening{name: name, from: from, to: to, e: e})
	}
	s := w.state
	queues := []trace.Queue{trace.QNext, trace.QLocal, trace.QGlobal}
	free := w.change(func(s *trace.State) { s.Ps[0].Next, s.Ps[0].Local = trace.NoG, trace.Line{} })
	for _, from := range []*trace.State{s, free} {
		for _, by := range []trace.GID{1, trace.NoG} {
			add(trace.Event{Kind: trace.KCreate, G: 2, By: by}, from, s)
			for _, q := range queues {
				add(trace.Event{Kind: trace.KReady, G: 2, By: by, Queue: q}, from, s)
				add(trace.Event{Kind: trace.KUnblock, G: 2, By: by, Queue: q}, from, s)
			}
		}
		for _, q := range queues {
			add(trace.Event{Kind: trace.KStart, G: 2, Queue: q}, from, s)
		}
		add(trace.Event{Kind: trace.KSteal, P: 1, Arg: 2}, from, s)
	}
	for how := range int64(3) {
		add(trace.Event{Kind: trace.KYield, G: 2, Queue: trace.QGlobal, Arg: how}, s, s)
	}
	add(trace.Event{Kind: trace.KYield, G: 2, Queue: trace.QLocal, Arg: trace.YieldHandOff}, s, s)
	add(trace.Event{Kind: trace.KCreate, G: 1}, s, s)
	for _, g := range []trace.GID{1, 2} {
		add(trace.Event{Kind: trace.KEnd, G: g}, s, s)
		add(trace.Event{Kind: trace.KEnd, G: g, Arg: trace.EndGoexit}, s, s)
	}
	add(trace.Event{Kind: trace.KRefill, Arg: 1}, s, s)
	add(trace.Event{Kind: trace.KSpill, Arg: 128}, s, s)
	for _, fd := range []int64{1, 2} {
		add(trace.Event{Kind: trace.KPrint, G: 2, Arg: fd, Text: "hello\n"}, s, s)
	}
	add(trace.Event{Kind: trace.KPanic, G: 2, Text: "panic: oh\n"}, s, s)
	add(trace.Event{Kind: trace.KRecover, G: 2, Text: "panic: oh"}, s, s)
	over := w.change(func(s *trace.State) { s.Counts = [trace.NumStates]int{trace.Done: 4} })
	stuck := w.change(func(s *trace.State) { s.Counts = [trace.NumStates]int{trace.Blocked: 3, trace.Done: 1} })
	for o := range trace.NumOutcomes {
		for _, from := range []*trace.State{s, over, stuck} {
			add(trace.Event{Kind: trace.KExit, G: 1, Arg: int64(o), Aux: 2, Text: "fatal error: it is over"}, from, from)
		}
	}
	all = append(all, w.waits(t)...)
	return append(all, w.meetings(t)...)
}

// waits are goroutines that block, and are woken.
func (w *world) waits(t *testing.T) []happening {
	t.Helper()
	var all []happening
	s := w.state
	three := w.line(t, 3)
	cases := []trace.Case{{Obj: w.objects["chan"]}, {Obj: w.objects["buffered"], Send: true, Text: "42"}}
	for reason := trace.ReasonChanReceive; reason < trace.NumReasons; reason++ {
		for _, o := range w.waitedFor(reason) {
			view := trace.OView{}
			if o != trace.NoObj {
				view = *s.O(o)
			}
			for variant := range 4 {
				before := view
				before.Counter = 2
				switch variant {
				case 1:
					before.Holder = 3
				case 2:
					before.Holder = 2
				case 3:
					before.Readers = []trace.GID{3, 4}
				}
				after := before
				after.Waiters, after.Senders = three, three
				for front := range int64(2) {
					e := trace.Event{Kind: trace.KBlock, G: 2, P: trace.NoP, Reason: reason, Obj: o, Arg: front, Text: "42", Site: 7}
					if reason == trace.ReasonSleep {
						e.Aux = 5e6
					}
					if reason == trace.ReasonSelect {
						e.Cases = cases[:2-variant%2]
						if variant == 2 {
							e.Cases = []trace.Case{{}}
						}
					}
					all = append(all, happening{fmt.Sprintf("%v at object %d, variant %d", reason, o, variant), s, s, e, &before, &after})
				}
			}
			from := w.blocked(t, reason, o)
			for _, closed := range []bool{false, true} {
				for _, by := range []trace.GID{3, trace.NoG} {
					before := view
					before.Closed = closed
					obj := o
					if reason == trace.ReasonSelect {
						obj = cases[0].Obj
					}
					e := trace.Event{Kind: trace.KUnblock, G: 2, By: by, P: 0, Queue: trace.QNext, Obj: obj, Site: 7}
					all = append(all, happening{fmt.Sprintf("waking from %v at object %d by %v, closed: %t", reason, o, by, closed), from, s, e, &before, &view})
				}
			}
		}
	}
	return all
}

// waitedFor are the objects that goroutines wait for, for a reason.
func (w *world) waitedFor(reason trace.Reason) []trace.ObjID {
	switch reason {
	case trace.ReasonChanReceive:
		return w.named("chan", "buffered", "unnamed", "done", "timer", "stopped", "ticker")
	case trace.ReasonChanSend:
		return w.named("chan", "buffered")
	case trace.ReasonMutexLock:
		return w.named("mutex", "once")
	case trace.ReasonRWMutexLock, trace.ReasonRWMutexRLock:
		return w.named("rwmutex")
	case trace.ReasonWaitGroupWait:
		return w.named("waitgroup")
	case trace.ReasonCondWait:
		return w.named("cond")
	}
	return []trace.ObjID{trace.NoObj}
}

func (w *world) named(labels ...string) []trace.ObjID {
	out := make([]trace.ObjID, len(labels))
	for i, l := range labels {
		out[i] = w.objects[l]
	}
	return out
}

// meetings are what goroutines do to objects.
func (w *world) meetings(t *testing.T) []happening {
	t.Helper()
	var all []happening
	s := w.state
	add := func(e trace.Event, from *trace.State, view trace.OView) {
		e.P, e.Site = trace.NoP, 7
		name := fmt.Sprintf("%v of %v by %v, object %d, arg %d, aux %d", e.Kind, e.G, e.By, e.Obj, e.Arg, e.Aux)
		all = append(all, happening{name, from, from, e, &view, &view})
	}
	for o := trace.ObjID(1); int(o) < len(w.run.Trace.Objects); o++ {
		for _, set := range []int64{50e6, 0, trace.MadeClosed} {
			if set != trace.MadeClosed || w.run.kindOf(o) == trace.ObjChan {
				add(trace.Event{Kind: trace.KMake, G: 1, Obj: o, Arg: set}, s, trace.OView{})
			}
		}
	}
	for _, n := range []int{2, 1, 0} {
		waiting := w.line(t, n)
		var readers []trace.GID
		for _, g := range waiting.All() {
			readers = append(readers, g)
		}
		crowd := func(label string) (trace.ObjID, trace.OView) {
			o := w.objects[label]
			v := *s.O(o)
			v.Waiters, v.Senders, v.Readers = waiting, waiting, readers
			return o, v
		}
		for _, by := range []trace.GID{trace.NoG, 3} {
			for _, label := range []string{"buffered", "chan", "unnamed"} {
				o, v := crowd(label)
				full := v
				full.Buf = []string{"1", "2"}
				for _, v := range []trace.OView{v, full} {
					add(trace.Event{Kind: trace.KSend, G: 2, By: by, Obj: o, Text: "42"}, s, v)
					add(trace.Event{Kind: trace.KRecv, G: 2, By: by, Obj: o, Text: "42", Arg: 1}, s, v)
					add(trace.Event{Kind: trace.KClose, G: 2, Obj: o}, s, v)
				}
				add(trace.Event{Kind: trace.KRecv, G: 2, Obj: o}, s, v)
				add(trace.Event{Kind: trace.KSend, G: 2, By: by, Obj: o}, s, v)
			}
			o, v := crowd("timer")
			add(trace.Event{Kind: trace.KSend, By: by, Obj: o, Text: "50ms"}, s, v)
			add(trace.Event{Kind: trace.KRecv, G: 2, Obj: o, Arg: 1}, s, v)
			for _, label := range []string{"mutex", "rwmutex"} {
				o, v := crowd(label)
				add(trace.Event{Kind: trace.KLock, G: 2, By: by, Obj: o}, s, v)
				add(trace.Event{Kind: trace.KUnlock, G: 2, Obj: o}, s, v)
			}
		}
		o, v := crowd("rwmutex")
		add(trace.Event{Kind: trace.KRLock, G: 2, Obj: o}, s, v)
		add(trace.Event{Kind: trace.KRUnlock, G: 2, Obj: o}, s, v)
		o, v = crowd("waitgroup")
		add(trace.Event{Kind: trace.KAdd, G: 2, Obj: o, Arg: 2, Aux: 5}, s, v)
		for _, left := range []int64{3, 0, -1} {
			add(trace.Event{Kind: trace.KAdd, G: 2, Obj: o, Arg: -1, Aux: left}, s, v)
		}
		o, v = crowd("cond")
		for all := range int64(2) {
			add(trace.Event{Kind: trace.KSignal, G: 2, Obj: o, Arg: all}, s, v)
		}
	}
	for how := range int64(3) {
		add(trace.Event{Kind: trace.KDo, G: 2, Obj: w.objects["once"], Arg: how}, s, trace.OView{})
	}
	for how := range int64(4) {
		for _, next := range []int64{20e6, 0} {
			add(trace.Event{Kind: trace.KTimer, G: 2, Obj: w.objects["timer"], Arg: how, Aux: next}, s, trace.OView{})
		}
	}
	cancelled := w.after(t, trace.Event{Kind: trace.KCancel, G: 1, P: trace.NoP, Obj: w.objects["context"], Text: "context canceled"})
	for _, from := range []*trace.State{s, cancelled} {
		add(trace.Event{Kind: trace.KCancel, G: 2, Obj: w.objects["below"], Text: "context canceled"}, from, trace.OView{})
	}
	for _, ready := range [][2]bool{{true, false}, {true, true}} {
		cases := []trace.Case{{Obj: w.objects["chan"], Ready: ready[0]}, {Obj: w.objects["buffered"], Send: true, Text: "42", Ready: ready[1]}}
		for chosen := int64(-1); chosen < 2; chosen++ {
			add(trace.Event{Kind: trace.KSelect, G: 2, Arg: chosen, Cases: cases}, s, trace.OView{})
		}
		add(trace.Event{Kind: trace.KSelect, G: 2, Cases: cases[:1]}, s, trace.OView{})
		add(trace.Event{Kind: trace.KSelect, G: 2, Arg: -1, Cases: cases[:1]}, s, trace.OView{})
	}
	return all
}

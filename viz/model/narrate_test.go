package model

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

var update = flag.Bool("update", false, "rewrite the golden files")

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

// badly finds what no sentence may have: a placeholder that nothing fills, a
// key in place of a message, spaces that do not belong.
var badly = regexp.MustCompile(`[{}⟦⟧<>]|[a-z]+\.beginner|  | [.,:;]|[.,:;]{2}|^[ a-z]| $|[^.!…"?]$`)

func wellSaid(s string) bool {
	// Names and quotes of the program may begin and contain anything.
	return s != "" && !badly.MatchString(quoted.ReplaceAllString(names.ReplaceAllString(s, "X"), "Q"))
}

var (
	names  = regexp.MustCompile(`\b(results|jobs|c\.mu|board|wg|load|notEmpty|time\.After|pause|ticker|request\.Done\(\)|request|short|search|page|log|user|twin)\b|struct \{\}`)
	quoted = regexp.MustCompile(`"[^"]*"`)
)

func TestEveryEventIsToldInWords(t *testing.T) {
	for _, policy := range []trace.Policy{trace.PolicyGo, trace.PolicyRandom} {
		w := newWorld(t, policy)
		kinds := map[trace.Kind]bool{}
		for _, h := range w.happenings(t) {
			kinds[h.e.Kind] = true
			for level := range NumLevels {
				if got := plain(w.narrated(h, level)); !wellSaid(got) {
					t.Errorf("%s, %v: %q", h.name, level, got)
				}
			}
		}
		for k := trace.KCreate; k < trace.NumKinds; k++ {
			if !kinds[k] {
				t.Errorf("no event of kind %v is tried", k)
			}
		}
	}
}

// Beginners get at most two short sentences, without the runtime's words.
func TestBeginnersAreSpared(t *testing.T) {
	terms := regexp.MustCompile(`(?i)\bP\d|runnext|\bM\d|gopark|goready|\bpark|\breadies|semaphore|sudog|run queue|newproc|time slice|local queue|global queue`)
	for _, policy := range []trace.Policy{trace.PolicyGo, trace.PolicyRandom} {
		w := newWorld(t, policy)
		for _, h := range w.happenings(t) {
			ps := w.narrated(h, Beginner)
			got := plain(ps)
			if term := terms.FindString(got); term != "" {
				t.Errorf("%s: expected nothing of %q: %s", h.name, term, got)
			}
			said := quoted.ReplaceAllString(names.ReplaceAllString(got, "X"), "Q")
			if n := strings.Count(said, ". ") + 1; n > 2 {
				t.Errorf("%s: expected at most two sentences, found %d: %s", h.name, n, got)
			}
			if words := len(strings.Fields(said)); words > 36 {
				t.Errorf("%s: expected at most 36 words, found %d: %s", h.name, words, got)
			}
			if !ps[0].Strong {
				t.Errorf("%s: expected the beginning to be emphasised: %s", h.name, got)
			}
		}
	}
}

func TestEveryTraceIsToldInWords(t *testing.T) {
	for name, tr := range samples() {
		r := newRun(t, tr)
		c := NewCursor(r)
		for step := trace.Step(0); step <= r.Steps(); step++ {
			c.Seek(step)
			for level := range NumLevels {
				if got := plain(c.Narrate(level)); !wellSaid(got) {
					t.Errorf("%s step %d, %v: %q", name, step, level, got)
				}
				for g := trace.MainG; int(g) <= c.To.Goroutines(); g++ {
					why := c.Why(g, level)
					if strings.ContainsAny(why, "{}⟦⟧") || strings.HasSuffix(why, ".") {
						t.Errorf("%s step %d, %v, %v: %q", name, step, level, g, why)
					}
				}
			}
		}
	}
}

func samples() map[string]*trace.Trace {
	return map[string]*trace.Trace{
		"waitgroup": sample.WaitGroup(5), "pool": sample.Pool(), "contexts": sample.Contexts(),
		"locks": locks(), "stuck": stuck(trace.OutcomeReturn), "deadlock": stuck(trace.OutcomeDeadlock), "cut": stuck(trace.OutcomeStopped),
		"late": late(), "museum": museum(), "random": sample.Random(1, 600, 3, 40),
	}
}

func TestSentencesNameWhatTheySpeakOf(t *testing.T) {
	r := newRun(t, sample.Pool())
	c := NewCursor(r)
	want := "G3 worker wakes G1 main at line 14: the value that it waited for has come through results. G1 main waits for its turn, first in line, ahead of G4 worker."
	for step := trace.Step(1); step <= r.Steps(); step++ {
		c.Seek(step)
		if ps := c.Narrate(Beginner); plain(ps) == want {
			if ps[0].G != 3 || !ps[0].Strong || ps[2].G != 1 || ps[4].Obj != 2 || ps[4].Text != "results" {
				t.Errorf("the goroutines and the object are not marked: %+v", ps)
			}
			return
		}
	}
	t.Errorf("no step says %q", want)
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
	next := m.Go(main, 0, "next", 15)
	m.Add(trace.Event{Kind: trace.KYield, G: main, P: 0, Queue: trace.QGlobal, Arg: trace.YieldGosched, Site: 16})
	m.Add(trace.Event{Kind: trace.KStart, G: main, P: 0, Queue: trace.QGlobal})
	m.Wake(polite, main, 0, mu, 16)
	m.End(main, 17)
	_ = next
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

// marked is English with every message beginning with its key, so that what
// is said shows which messages it is made of.
func marked(t *testing.T) *Language {
	t.Helper()
	data, err := os.ReadFile("locale/en.json")
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]any
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	for key, text := range texts {
		if s, ok := text.(string); ok && key[0] != '@' {
			texts[key] = "⟦" + key + "⟧" + s
		}
	}
	if data, err = json.Marshal(texts); err != nil {
		t.Fatal(err)
	}
	l, err := English().With(data)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

var mark = regexp.MustCompile(`⟦([^⟧]*)⟧`)

// keysInFile are the keys of the messages in the order of the file.
func keysInFile(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("locale/en.json")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, m := range regexp.MustCompile(`(?m)^\s*"([^"@][^"]*)":`).FindAllSubmatch(data, -1) {
		keys = append(keys, string(m[1]))
	}
	if len(keys) < 100 {
		t.Fatalf("expected hundreds of keys, found %d", len(keys))
	}
	return keys
}

func TestEveryMessageIsUsed(t *testing.T) {
	used := map[string]bool{}
	note := func(s string) {
		for _, m := range mark.FindAllStringSubmatch(s, -1) {
			used[m[1]] = true
		}
	}
	l := marked(t)
	for _, policy := range []trace.Policy{trace.PolicyGo, trace.PolicyRandom} {
		w := newWorld(t, policy)
		w.run.Language = l
		for _, h := range w.happenings(t) {
			for level := range NumLevels {
				note(plain(w.narrated(h, level)))
			}
		}
		c := NewCursor(w.run)
		for reason := trace.NoReason + 1; reason < trace.NumReasons; reason++ {
			for _, o := range w.waitedFor(reason) {
				c.To = w.blocked(t, reason, o)
				for level := range NumLevels {
					note(c.Why(2, level))
				}
			}
		}
		for k := range trace.NumObjKinds {
			note(l.Plain("kind." + kindKey(k)))
		}
		unnamed := &Run{Trace: &trace.Trace{Objects: make([]trace.Object, trace.NumObjKinds)}, Language: l}
		for k := range trace.NumObjKinds {
			unnamed.Trace.Objects[k].Kind = k
			note(unnamed.Object(trace.ObjID(k)))
		}
		note(w.run.Name(trace.NoG))
		note(l.Count(1000) + l.Decimal(1.5, 1))
		for _, u := range units {
			note(duration(l, u.ns))
		}
	}
	two := newRun(t, sample.Pool())
	two.Language = l
	two.Trace.Files = append(two.Trace.Files, trace.File{Name: "pool.go"})
	note(two.Place(3))
	for name, tr := range samples() {
		r := newRun(t, tr)
		r.Language = l
		c := NewCursor(r)
		for step := trace.Step(0); step <= r.Steps(); step++ {
			c.Seek(step)
			for level := range NumLevels {
				note(plain(c.Narrate(level)))
				if name == "random" {
					continue
				}
				for _, th := range things(c) {
					e := c.Explain(th, level)
					note(plain(e.Title))
					for _, line := range e.Lines {
						note(plain(line))
					}
				}
				for g := trace.MainG; int(g) <= c.To.Goroutines(); g++ {
					note(c.Why(g, level))
					for _, m := range c.Story(g, step, 3, level) {
						note(plain(m.Phrases))
					}
				}
			}
		}
	}
	for o := range trace.NumOutcomes {
		r := newRun(t, stuck(o))
		r.Language = l
		c := NewCursor(r)
		for _, f := range r.Findings() {
			for level := range NumLevels {
				e := c.Explain(Thing{Kind: ThingFinding, Step: f.Step}, level)
				note(plain(e.Title))
				for _, line := range e.Lines {
					note(plain(line))
				}
			}
		}
	}
	for _, key := range keysInFile(t) {
		if !used[key] {
			t.Errorf("nothing says %s", key)
		}
		delete(used, key)
	}
	for key := range used {
		t.Errorf("%s is said, but not in the file", key)
	}
}

// TestGolden compares what is said with a file to be read: every sentence
// once, with the first event that it is said for, and what is told of a few
// programs step by step.
func TestGolden(t *testing.T) {
	var b strings.Builder
	b.WriteString("Every sentence once, for beginners and precisely.\n")
	first := map[string][NumLevels]string{}
	for _, policy := range []trace.Policy{trace.PolicyGo, trace.PolicyRandom} {
		w := newWorld(t, policy)
		for _, h := range w.happenings(t) {
			key, args := w.said(h)
			if _, ok := first[key]; !ok {
				var said [NumLevels]string
				for level := range NumLevels {
					said[level] = shown(w.run.tell(level, key, args))
				}
				first[key] = said
			}
		}
	}
	for _, key := range keysInFile(t) {
		key = strings.TrimSuffix(strings.TrimSuffix(key, ".beginner"), ".precise")
		if said, ok := first[key]; ok {
			fmt.Fprintf(&b, "\n%s\n\t%s\n\t%s\n", key, said[Beginner], said[Precise])
			delete(first, key)
		}
	}
	for _, name := range []string{"pool", "contexts", "locks", "late", "stuck"} {
		r := newRun(t, samples()[name])
		c := NewCursor(r)
		fmt.Fprintf(&b, "\n\nThe program %s, step by step.\n", name)
		for step := trace.Step(0); step <= r.Steps(); step++ {
			c.Seek(step)
			fmt.Fprintf(&b, "\n%s %d\n\t%s\n\t%s\n", name, step, shown(c.Narrate(Beginner)), shown(c.Narrate(Precise)))
		}
	}
	golden(t, "testdata/narration.txt", b.String())
}

// golden compares a text with a file; -update rewrites the file.
func golden(t *testing.T, file, text string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, want := strings.Split(text, "\n"), strings.Split(string(data), "\n")
	for i := range max(len(got), len(want)) {
		var g, w string
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Fatalf("%s:%d: expected %q, found %q (go test -update rewrites the file)", file, i+1, w, g)
		}
	}
}

func TestShortFunc(t *testing.T) {
	for name, want := range map[string]string{
		"main.worker":         "worker",
		"main.main.func1":     "func1",
		"main.main.func1.2":   "func1.2",
		"main.(*Pool).run":    "run",
		"main.(*Pool).run-fm": "run",
		"example.com/x/y.Do":  "Do",
		"main.Map[...]":       "Map",
		"worker":              "worker",
		"":                    "",
	} {
		if got := ShortFunc(name); got != want {
			t.Errorf("ShortFunc(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestDurations(t *testing.T) {
	for d, want := range map[trace.Time]string{
		0: "0 ms", 1: "1 ns", 20_000: "20 µs", 1_500_000: "1.5 ms", 100e6: "100 ms", 1500e6: "1.5 s", 60e9: "1 min", 7200e9: "2 h", -1e6: "−1 ms", 1_234_567: "1.235 ms",
	} {
		if got := Duration(d); got != want {
			t.Errorf("Duration(%d) = %q, want %q", d, got, want)
		}
	}
}

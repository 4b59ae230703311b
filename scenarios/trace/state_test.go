package trace

import (
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestStateAtEqualsReplay(t *testing.T) {
	for _, c := range randomCases {
		tr := randomTrace(5, c.procs, c.policy, c.events)
		every := 1
		if c.events > 1000 {
			every = 37
		}
		s := NewState(c.procs)
		check := func(step int) {
			if err := Difference(s, tr.StateAt(Step(step))); err != nil {
				t.Fatalf("%d events, step %d: %v", c.events, step, err)
			}
		}
		check(0)
		for i, e := range tr.Events() {
			if err := s.Apply(&e); err != nil {
				t.Fatal(err)
			}
			if (i+1)%every == 0 || (i+1)%blockLen < 2 || i == tr.Len()-1 {
				check(i + 1)
			}
		}
	}
}

// A state from a key frame must go on as the replayed one does, and so must a
// snapshot: the order in the queues is in the tickets, too.
func TestStateAtGoesOn(t *testing.T) {
	tr := randomTrace(6, 2, PolicyRandom, 20000)
	want := tr.StateAt(Step(tr.Len()))
	var starts []*State
	for b := range tr.blocks {
		if tr.blocks[b].frame != nil {
			starts = append(starts, tr.frameState(b))
		}
	}
	frames := len(starts)
	for _, s := range tr.snapshots.list {
		starts = append(starts, s.Clone())
	}
	for _, s := range starts {
		if err := s.consistent(); err != nil {
			t.Fatal(err)
		}
		for i := int(s.Step); i < tr.Len(); i++ {
			e := tr.Event(i)
			if err := s.Apply(&e); err != nil {
				t.Fatal(err)
			}
		}
		if err := Difference(want, s); err != nil {
			t.Fatal(err)
		}
	}
	if snapshots := len(starts) - frames; frames < 2 || snapshots < 3 {
		t.Fatalf("expected several key frames and snapshots, found %d and %d", frames, snapshots)
	}
}

func TestEventByNumber(t *testing.T) {
	tr := randomTrace(7, 2, PolicyGo, 10000)
	var all []Event
	for _, e := range tr.Events() {
		all = append(all, e)
	}
	if len(all) != tr.Len() {
		t.Fatalf("expected %d events, found %d", tr.Len(), len(all))
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		i := rng.IntN(tr.Len())
		got, want := tr.Event(i), all[i]
		if !slices.Equal(got.Cases, want.Cases) {
			t.Fatalf("event %d: expected %+v, found %+v", i, want, got)
		}
		got.Cases, want.Cases = nil, nil
		if got.Kind != want.Kind || got.G != want.G || got.Text != want.Text || got.Work != want.Work {
			t.Fatalf("event %d: expected %+v, found %+v", i, want, got)
		}
	}
}

func TestCloneSharesNothing(t *testing.T) {
	tr := randomTrace(8, 2, PolicyGo, 3000)
	s := NewState(2)
	for i, e := range tr.Events() {
		if i%100 == 0 {
			c := s.Clone()
			for j := i; j < min(i+300, tr.Len()); j++ {
				e := tr.Event(j)
				if err := c.Apply(&e); err != nil {
					t.Fatal(err)
				}
			}
			if err := Difference(tr.StateAt(Step(i)), s); err != nil {
				t.Fatalf("step %d: advancing a clone changed the original: %v", i, err)
			}
		}
		if err := s.Apply(&e); err != nil {
			t.Fatal(err)
		}
	}
}

// world is a state in the making for the tests of single rules.
type world struct {
	*State
	t *testing.T
}

// newWorld has n goroutines, of which those in runs run on P0, P1, …; the
// rest are created. It has one object.
func newWorld(t *testing.T, procs, n int, runs ...GID) *world {
	w := &world{NewState(procs), t}
	for g := GID(1); g <= GID(n); g++ {
		w.do(Event{Kind: KCreate, G: g})
	}
	for i, g := range runs {
		p := PID(i)
		w.do(Event{Kind: KReady, G: g, P: p, Queue: QNext}, Event{Kind: KStart, G: g, P: p, Queue: QNext})
	}
	w.do(Event{Kind: KMake, Obj: 1})
	return w
}

func (w *world) do(events ...Event) {
	w.t.Helper()
	for _, e := range events {
		e.Time, e.Work = w.Time, w.Work
		if err := w.Apply(&e); err != nil {
			w.t.Fatal(err)
		}
		if err := w.consistent(); err != nil {
			w.t.Fatal(err)
		}
	}
}

func (w *world) refuses(message string, e Event) {
	w.t.Helper()
	before := w.Clone()
	e.Time += w.Time
	e.Work += w.Work
	err := w.Apply(&e)
	if err == nil || !strings.Contains(err.Error(), message) {
		w.t.Errorf("%v %v: expected an error with %q, found %v", e.Kind, e.G, message, err)
	}
	if err := Difference(before, w.State); err != nil {
		w.t.Errorf("%v %v: the state changed: %v", e.Kind, e.G, err)
	}
}

func (w *world) expect(what string, got, want any) {
	w.t.Helper()
	if l, ok := got.(Line); ok {
		got = l.appendTo(nil)
	}
	if g, ok := got.([]GID); ok {
		if !slices.Equal(g, want.([]GID)) {
			w.t.Errorf("%s: expected %v, found %v", what, want, got)
		}
	} else if got != want {
		w.t.Errorf("%s: expected %v, found %v", what, want, got)
	}
}

func ready(g GID, p PID, q Queue) Event { return Event{Kind: KReady, G: g, P: p, Queue: q} }

// The rules of the run queues (runtime/proc.go: runqput, runqputslow,
// globrunqgetbatch, runqgrab).
func TestRunQueues(t *testing.T) {
	w := newWorld(t, 2, 6)
	w.do(ready(1, 0, QNext), ready(2, 0, QNext), ready(3, 0, QLocal), ready(4, 0, QNext), ready(5, NoP, QGlobal))
	w.expect("runnext", w.Ps[0].Next, GID(4))
	w.expect("local: who was next moves to the tail", w.Ps[0].Local, []GID{1, 3, 2})
	w.expect("the displaced one's queue", w.G(2).Queue, QLocal)

	w.do(Event{Kind: KSteal, P: 1, Arg: 2, Aux: 0})
	w.expect("the thief's queue: the oldest first", w.Ps[1].Local, []GID{1, 3})
	w.expect("the victim's queue", w.Ps[0].Local, []GID{2})
	w.do(Event{Kind: KStart, G: 3, P: 1, Queue: QLocal})
	w.expect("the thief starts its tail", w.Ps[1].Running, GID(3))

	w.do(Event{Kind: KRefill, P: 0, Arg: 1})
	w.expect("refilled", w.Ps[0].Local, []GID{2, 5})
	w.do(Event{Kind: KSpill, P: 0, Arg: 1})
	w.expect("spilled: the oldest, then the newest", w.Global, []GID{2, 5})
	w.do(Event{Kind: KSteal, P: 1, Arg: 1, Aux: 0})
	w.expect("runnext is stolen from an empty queue", w.Ps[1].Local, []GID{1, 4})
	w.expect("runnext is gone", w.Ps[0].Next, NoG)

	w.refuses("expected to move from 1 to 0", Event{Kind: KSteal, P: 1, Arg: 1, Aux: 0})
	w.refuses("expected another P", Event{Kind: KSteal, P: 1, Arg: 1, Aux: 1})
	w.refuses("expected to move from 1 to 2", Event{Kind: KRefill, P: 0, Arg: 3})
	w.refuses("expected to move from 1 to 2", Event{Kind: KRefill, P: 0})
	w.refuses("expected a full local queue", Event{Kind: KSpill, P: 0, Arg: 1})
	w.refuses("expected one of 2 Ps", Event{Kind: KRefill, P: 2, Arg: 1})
	w.refuses("expected one of 2 Ps", ready(6, -1, QNext))
	w.refuses("expected a queue", ready(6, 0, NoQueue))
	w.refuses("expected P1 to be idle, found G3", Event{Kind: KStart, G: 1, P: 1, Queue: QLocal})
	w.refuses("found it in local of P1", Event{Kind: KStart, G: 1, P: 0, Queue: QLocal})
	w.refuses("found it in local of P1", Event{Kind: KStart, G: 1, P: 0, Queue: QGlobal})
	w.refuses("expected the goroutine to be created, found runnable", ready(1, 0, QNext))
}

// A full queue takes one more only to spill it.
func TestFullQueueMustSpill(t *testing.T) {
	w := newWorld(t, 1, LocalCap+3)
	for g := GID(1); g <= LocalCap+1; g++ {
		w.do(ready(g, 0, QLocal))
	}
	w.refuses("expected P0 to spill", ready(LocalCap+2, 0, QLocal))
	w.do(ready(LocalCap+2, 0, QNext))
	w.refuses("expected P0 to spill", ready(LocalCap+3, 0, QNext))
	w.do(Event{Kind: KSpill, P: 0, Arg: LocalCap / 2})
	w.expect("left", w.Ps[0].Local.Len(), LocalCap/2)
	w.expect("the newest is last", w.Global.At(w.Global.Len()-1), GID(LocalCap+1))
}

func TestChannels(t *testing.T) {
	w := newWorld(t, 4, 5, 1, 2, 3, 4)
	send := func(g, by GID, text string) Event { return Event{Kind: KSend, G: g, By: by, Obj: 1, Text: text} }
	recv := func(g, by GID, text string) Event {
		return Event{Kind: KRecv, G: g, By: by, Obj: 1, Text: text, Arg: 1}
	}
	w.do(send(1, NoG, "a"), send(1, NoG, "b"))
	w.do(Event{Kind: KBlock, G: 1, Reason: ReasonChanSend, Obj: 1, Text: "c"})
	w.do(Event{Kind: KMake, Obj: 2})
	w.do(Event{Kind: KBlock, G: 2, Reason: ReasonSelect, Cases: []Case{{Obj: 2}, {Obj: 1, Send: true, Text: "d"}, {}, {Obj: 2}}})
	w.expect("senders", w.O(1).Senders, []GID{1, 2})
	w.expect("a select waits in each case's queue", w.O(2).Waiters, []GID{2, 2})

	w.refuses(`expected to take "a"`, recv(3, 1, "b"))
	w.refuses("expected G2 to be the first sender waiting at object 1, found G1", recv(3, 2, "a"))
	w.refuses("expected object 1 to be closed and empty", Event{Kind: KRecv, G: 3, Obj: 1})
	w.do(recv(3, 1, "a"))
	w.expect("the freed slot takes the sender's value", strings.Join(w.O(1).Buf, ""), "bc")
	w.do(Event{Kind: KUnblock, G: 1, By: 3, P: 2, Queue: QNext, Obj: 1})
	w.do(recv(3, 2, "b"))
	w.expect("and that of a select", strings.Join(w.O(1).Buf, ""), "cd")
	w.refuses("woken through object 0", Event{Kind: KUnblock, G: 2, By: 3, P: 2, Queue: QNext})
	w.do(Event{Kind: KUnblock, G: 2, By: 3, P: 2, Queue: QNext, Obj: 1})
	w.expect("woken, it leaves all queues", w.O(1).Senders.Len()+w.O(2).Waiters.Len(), 0)
	w.expect("waker", w.G(2).Waker, GID(3))

	w.do(recv(3, NoG, "c"), recv(3, NoG, "d"))
	w.refuses("expected a value in object 1, found none", recv(3, NoG, "e"))
	w.do(Event{Kind: KBlock, G: 3, Reason: ReasonChanReceive, Obj: 1})
	w.refuses("expected G1 to be the first receiver", send(4, 1, "f"))
	w.refuses("expected G3, who acts, to be running, found blocked", send(3, NoG, "f"))
	w.do(send(4, 3, "f"))
	w.expect("handed over, nothing is in the buffer", len(w.O(1).Buf), 0)
	w.do(Event{Kind: KUnblock, G: 3, By: 4, P: 3, Queue: QNext, Obj: 1})
	w.do(Event{Kind: KClose, G: 4, Obj: 1}, Event{Kind: KRecv, G: 4, Obj: 1, Text: "0"})
	w.refuses("to be open", send(4, NoG, "g"))
	w.refuses("to be open", Event{Kind: KClose, G: 4, Obj: 1})
	w.refuses("object 3 does not exist", Event{Kind: KClose, G: 4, Obj: 3})
	w.refuses("names object 9", Event{Kind: KSelect, G: 4, Arg: -1, Cases: []Case{{Obj: 9}}})
	w.refuses("which is not ready", Event{Kind: KSelect, G: 4, Cases: []Case{{Obj: 1}}})
	w.refuses("expected to choose one of 1 cases", Event{Kind: KSelect, G: 4, Arg: 1, Cases: []Case{{Obj: 1}}})
	w.refuses("expected no value to send", Event{Kind: KSelect, G: 4, Arg: -1, Cases: []Case{{Obj: 1, Text: "x"}}})
}

func TestLocks(t *testing.T) {
	w := newWorld(t, 3, 4, 1, 2, 3)
	act := func(k Kind, g GID) Event { return Event{Kind: k, G: g, Obj: 1} }
	wait := func(g GID, r Reason, front int64) Event {
		return Event{Kind: KBlock, G: g, Reason: r, Obj: 1, Arg: front}
	}
	w.refuses("to be locked", act(KUnlock, 1))
	w.refuses("to have readers", act(KRUnlock, 1))
	w.do(act(KRLock, 1), act(KRLock, 2), act(KRLock, 1))
	w.refuses("held by - and 3 readers", act(KLock, 3))
	w.do(act(KRUnlock, 2))
	w.expect("readers", w.O(1).Readers, []GID{1, 1})
	w.do(act(KRUnlock, 2), act(KRUnlock, 1))
	w.do(act(KLock, 1))
	w.refuses("held by G1", act(KLock, 2))
	w.refuses("to have no writer", act(KRLock, 2))
	w.do(wait(2, ReasonRWMutexLock, 0), wait(3, ReasonRWMutexRLock, 1))
	w.expect("queued at the front", w.O(1).Waiters, []GID{3, 2})
	w.do(act(KUnlock, 1), Event{Kind: KLock, G: 2, By: 1, Obj: 1})
	w.expect("handed to one who still waits", w.O(1).Holder, GID(2))
	w.refuses("expected the goroutine to be alive, found created", act(KLock, 4))
}

func TestCountersOnceTimers(t *testing.T) {
	w := newWorld(t, 2, 2, 1, 2)
	w.do(Event{Kind: KAdd, G: 1, Obj: 1, Arg: 2, Aux: 2})
	w.refuses("to become 1, found 2", Event{Kind: KAdd, G: 1, Obj: 1, Arg: -1, Aux: 2})
	w.do(Event{Kind: KMake, Obj: 2})
	w.refuses("do 0 at once 2", Event{Kind: KDo, G: 1, Obj: 2, Arg: DoDone})
	w.do(Event{Kind: KDo, G: 1, Obj: 2, Arg: DoBegin})
	w.refuses("do 1 at once 2", Event{Kind: KDo, G: 2, Obj: 2, Arg: DoBegin})
	w.refuses("do 2 at once 2", Event{Kind: KDo, G: 2, Obj: 2, Arg: DoEnd})
	w.do(Event{Kind: KDo, G: 1, Obj: 2, Arg: DoEnd}, Event{Kind: KDo, G: 2, Obj: 2, Arg: DoDone})
	w.expect("done", w.O(2).Counter, int64(1))

	w.do(Event{Kind: KMake, Obj: 3, Arg: 500})
	w.expect("set when made", w.O(3).Until, Time(500))
	w.do(Event{Kind: KTimer, Obj: 3, Arg: TimerFire}, Event{Kind: KSend, Obj: 3, Text: "t"})
	w.expect("fired", w.O(3).Until, Time(0))
	w.do(Event{Kind: KTimer, G: 1, Obj: 3, Arg: TimerReset, Aux: 900})
	w.expect("a reset empties the channel", len(w.O(3).Buf), 0)
	w.refuses("0 for a stop", Event{Kind: KTimer, G: 1, Obj: 3, Arg: TimerStop, Aux: 1})
	w.refuses("the next to be made", Event{Kind: KMake, Obj: 5})
}

func TestCancel(t *testing.T) {
	w := newWorld(t, 1, 1, 1)
	w.do(Event{Kind: KMake, G: 1, Obj: 2, Arg: 500})
	w.expect("the deadline", w.O(2).Until, Time(500))
	w.refuses("expected a goroutine", Event{Kind: KCancel, Obj: 2})
	w.do(Event{Kind: KCancel, G: 1, Obj: 2, Text: "why"})
	w.expect("the cause", w.O(2).Cause, "why")
	w.refuses("expected context 2 not to be cancelled yet", Event{Kind: KCancel, G: 1, Obj: 2})
}

func TestEventShapes(t *testing.T) {
	w := newWorld(t, 1, 2, 1)
	w.refuses("expected a kind", Event{})
	w.refuses("expected a kind", Event{Kind: NumKinds})
	w.refuses("the next to be created", Event{Kind: KCreate, G: 2})
	w.refuses("By names G9", Event{Kind: KCreate, G: 3, By: 9})
	w.refuses("G2, who acts, to be running", Event{Kind: KCreate, G: 3, By: 2})
	w.refuses("does not exist", Event{Kind: KEnd, G: 3})
	w.refuses("expected a goroutine", Event{Kind: KEnd})
	w.refuses("carries By", Event{Kind: KEnd, G: 1, By: 1})
	w.refuses("carries Queue", Event{Kind: KEnd, G: 1, Queue: QNext})
	w.refuses("carries Reason", Event{Kind: KEnd, G: 1, Reason: ReasonIO})
	w.refuses("carries Obj", Event{Kind: KEnd, G: 1, Obj: 1})
	w.refuses("carries Aux", Event{Kind: KEnd, G: 1, Aux: 1})
	w.refuses("carries Text", Event{Kind: KEnd, G: 1, Text: "x"})
	w.refuses("carries Cases", Event{Kind: KEnd, G: 1, Cases: []Case{}})
	w.refuses("carries Arg", Event{Kind: KPanic, G: 1, Arg: 1})
	w.refuses("expected Arg from 0 to 1", Event{Kind: KEnd, G: 1, Arg: 2})
	w.refuses("expected Arg 1 or 2", Event{Kind: KPrint, G: 1})
	w.refuses("expected a time", Event{Kind: KMake, Obj: 2, Arg: -2})
	w.refuses("expected time ≥", Event{Kind: KEnd, G: 1, Time: -1})
	w.refuses("expected work ≥", Event{Kind: KEnd, G: 1, Work: -1})
	w.refuses("expected a reason", Event{Kind: KBlock, G: 1})
	w.refuses("expected an object, found none", Event{Kind: KBlock, G: 1, Reason: ReasonChanSend})
	w.refuses("expected no object", Event{Kind: KBlock, G: 1, Reason: ReasonSleep, Obj: 1})
	w.refuses("no queue to be at the front", Event{Kind: KBlock, G: 1, Reason: ReasonSleep, Arg: 1})
	w.refuses("expected no end of sleep", Event{Kind: KBlock, G: 1, Reason: ReasonIO, Aux: 1})
	w.refuses("expected no value to send", Event{Kind: KBlock, G: 1, Reason: ReasonIO, Text: "x"})
	w.refuses("with 0 cases", Event{Kind: KBlock, G: 1, Reason: ReasonSelect})
	w.refuses("with 1 cases", Event{Kind: KBlock, G: 1, Reason: ReasonIO, Cases: []Case{{}}})
	w.refuses("object 7 does not exist", Event{Kind: KBlock, G: 1, Reason: ReasonChanSend, Obj: 7})
	w.do(Event{Kind: KExit, Arg: int64(OutcomeStopped)})
	w.refuses("nothing after the exit", Event{Kind: KEnd, G: 1})
}

// Apply allocates where a state grows and where it changes what it shares with
// a clone, each page once: not for each event.
func TestApplyAllocatesLittle(t *testing.T) {
	const events = 5000
	tr := program("counter", 100_000)
	s := tr.StateAt(60_000)
	i := 60_000
	allocs := testing.AllocsPerRun(2, func() {
		for range events {
			e := tr.Event(i)
			i++
			if err := s.Apply(&e); err != nil {
				t.Fatal(err)
			}
		}
	})
	if allocs > events/10 {
		t.Errorf("expected an allocation for ten events at most, found %v for %d", allocs, events)
	}
}

func TestTablesAreFilled(t *testing.T) {
	for k := KNone + 1; k < NumKinds; k++ {
		if kinds[k].Name == "" || fields[k] == 0 && k != KEnd {
			t.Errorf("kind %d has no name or no fields", k)
		}
		if (kinds[k].To == None) != (kinds[k].From == None && k != KCreate) {
			t.Errorf("kind %v has one end of an edge", k)
		}
	}
	for name, table := range map[string][]string{
		"states": stateNames[:], "queues": queueNames[:], "reasons": reasonNames[1:], "outcomes": outcomeNames[:],
		"policies": policyNames[:], "objects": objKindNames[:],
		"yields": yieldWords[:YieldHandOff+1], "ends": endWords[:EndGoexit+1], "timers": timerWords[:TimerReset+1], "do": doWords[:DoEnd+1],
	} {
		for i, s := range table {
			if s == "" {
				t.Errorf("%s: entry %d is empty", name, i)
			}
		}
	}
}

// The longer the distances between snapshots become, the same states there are.
func TestStateAtWithFewSnapshots(t *testing.T) {
	tr := randomTrace(10, 2, PolicyRandom, 60_000)
	var want []*State
	for step := 0; step <= tr.Len(); step += 1999 {
		want = append(want, tr.StateAt(Step(step)))
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for len(tr.snapshots.list) > 1 {
		tr.snapshots.thin(want[len(want)-1].bytes())
		for _, s := range tr.snapshots.list {
			if int(s.Step)%tr.snapshots.every != 0 {
				t.Fatalf("expected a snapshot every %d steps, found one at step %d", tr.snapshots.every, s.Step)
			}
		}
		for i := len(want) - 1; i >= 0; i-- {
			for _, i := range []int{i, rng.IntN(len(want))} {
				if err := Difference(want[i], tr.StateAt(want[i].Step)); err != nil {
					t.Fatalf("a snapshot every %d steps, step %d: %v", tr.snapshots.every, want[i].Step, err)
				}
			}
		}
		if n := len(tr.snapshots.recent); n > maxRecent {
			t.Fatalf("expected at most %d recent states, found %d", maxRecent, n)
		}
	}
	if len(tr.snapshots.recent) == 0 {
		t.Error("expected recent states to be kept")
	}
}

// Several goroutines may ask at once.
func TestStateAtTogether(t *testing.T) {
	tr := randomTrace(11, 2, PolicyGo, 20_000)
	tr.snapshots.thin(1 << 20)
	var all sync.WaitGroup
	for seed := range uint64(4) {
		all.Go(func() {
			rng := rand.New(rand.NewPCG(seed, 1))
			for range 10 {
				s := tr.StateAt(Step(rng.IntN(tr.Len())))
				if err := s.consistent(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

package model

import (
	"slices"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

// a program of two goroutines that ends in a way of the test's.
func ending(t *testing.T, end func(m *sample.Maker, main, other trace.GID, mu trace.ObjID) *trace.Trace) *Run {
	t.Helper()
	m := sample.NewMaker(1)
	main := m.Go(trace.NoG, 0, "main", 1)
	m.Start(0)
	mu := m.Make(main, trace.ObjMutex, "mu", "sync.Mutex", 0, 2)
	other := m.Go(main, 0, "worker", 3)
	r, err := NewRun(end(m, main, other, mu))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// slept is a run in which main sleeps until the other one is done, which says so to a channel, or not.
func slept(t *testing.T, send bool) *Run {
	t.Helper()
	return ending(t, func(m *sample.Maker, main, other trace.GID, mu trace.ObjID) *trace.Trace {
		done := m.Make(main, trace.ObjChan, "done", "chan int", 1, 3)
		m.SleepFor(main, 1, 4)
		m.Start(0)
		if send {
			m.Act(trace.KSend, other, done, 0, 0, "1", 5)
		}
		m.End(other, 6)
		m.Sleep(1)
		m.Wake(main, trace.NoG, 0, trace.NoObj, 0)
		m.Start(0)
		m.End(main, 7)
		return m.Finish(trace.OutcomeReturn)
	})
}

func TestFindings(t *testing.T) {
	kinds := func(r *Run) (ks []FindingKind) {
		for _, f := range r.Findings() {
			ks = append(ks, f.Kind)
			if f.Step < 1 || f.Step > r.Steps() {
				t.Errorf("finding %+v is at no step", f)
			}
		}
		return ks
	}
	want := func(name string, r *Run, ks ...FindingKind) {
		t.Helper()
		if got := kinds(r); !slices.Equal(got, ks) {
			t.Errorf("%s: %v, want %v", name, got, ks)
		}
	}
	want("a plain end", ending(t, func(m *sample.Maker, main, other trace.GID, mu trace.ObjID) *trace.Trace {
		m.Act(trace.KLock, main, mu, 0, 0, "", 4)
		m.Act(trace.KUnlock, main, mu, 0, 0, "", 5)
		m.End(main, 6)
		m.Start(0)
		m.End(other, 7)
		return m.Finish(trace.OutcomeReturn)
	}), FindingExit)

	cut := ending(t, func(m *sample.Maker, main, other trace.GID, mu trace.ObjID) *trace.Trace {
		m.Act(trace.KLock, main, mu, 0, 0, "", 4)
		m.Block(main, trace.ReasonChanReceiveNil, trace.NoObj, "", 5)
		m.Start(0)
		m.End(other, 6)
		m.Add(trace.Event{Kind: trace.KUnblock, G: main, P: 0, Queue: trace.QNext})
		return m.Finish(trace.OutcomeReturn)
	})
	want("main ends while it waits in a queue", cut, FindingExit)

	held := ending(t, func(m *sample.Maker, main, other trace.GID, mu trace.ObjID) *trace.Trace {
		m.SleepFor(main, 1, 4)
		m.Start(0)
		m.Act(trace.KLock, other, mu, 0, 0, "", 5)
		m.End(other, 6)
		m.Sleep(1)
		m.Wake(main, trace.NoG, 0, trace.NoObj, 0)
		m.Start(0)
		m.Block(main, trace.ReasonMutexLock, mu, "", 7)
		return m.Finish(trace.OutcomeDeadlock)
	})
	want("a lock that is never released", held, FindingHeld, FindingDeadlock)
	if f := held.Findings()[0]; f.G != 2 || f.Obj != 1 || held.Trace.Event(int(f.Step)-1).Kind != trace.KEnd {
		t.Errorf("the lock is held from %+v on, want from the end of G2", f)
	}

	want("main waits with a sleep", slept(t, false), FindingSleep, FindingExit)
	if f := slept(t, false).Findings()[0]; f.G != 2 || f.Count != 1 || slept(t, false).Trace.Event(int(f.Step)-1).Kind != trace.KBlock {
		t.Errorf("main waits with the sleep %+v, want for G2, where it begins", f)
	}
	want("main sleeps, and may have received", slept(t, true), FindingExit)

	blocked := ending(t, func(m *sample.Maker, main, other trace.GID, mu trace.ObjID) *trace.Trace {
		m.SleepFor(main, 1, 4)
		m.Start(0)
		m.Block(other, trace.ReasonSelectNoCases, trace.NoObj, "", 5)
		m.Sleep(1)
		m.Wake(main, trace.NoG, 0, trace.NoObj, 0)
		m.Start(0)
		m.End(main, 7)
		return m.Finish(trace.OutcomeReturn)
	})
	want("a goroutine that waits for ever", blocked, FindingLeak, FindingExit)
	if f := blocked.Findings()[0]; f.G != 2 || f.Count != 1 || f.Step != blocked.Steps() {
		t.Errorf("the leak is %+v, want G2 alone at the end", f)
	}

	panics := ending(t, func(m *sample.Maker, main, other trace.GID, mu trace.ObjID) *trace.Trace {
		m.Act(trace.KPanic, main, trace.NoObj, 0, 0, "first", 4)
		m.Act(trace.KRecover, main, trace.NoObj, 0, 0, "first", 5)
		m.Act(trace.KPanic, main, trace.NoObj, 0, 0, "send on closed channel", 6)
		m.Act(trace.KPrint, main, trace.NoObj, 1, 0, "deferred", 7)
		return m.Finish(trace.OutcomePanic)
	})
	want("a panic", panics, FindingPanic)
	if e := panics.Trace.Event(int(panics.Findings()[0].Step) - 1); e.Text != "send on closed channel" {
		t.Errorf("the panic is found at %v %q", e.Kind, e.Text)
	}
	want("a limit", ending(t, func(m *sample.Maker, _, _ trace.GID, _ trace.ObjID) *trace.Trace {
		return m.Finish(trace.OutcomeLimit)
	}), FindingLimit)
	want("a fatal error", ending(t, func(m *sample.Maker, _, _ trace.GID, _ trace.ObjID) *trace.Trace {
		return m.Finish(trace.OutcomeFatal)
	}), FindingFatal)
}

package model

import (
	"cmp"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

func newRun(t *testing.T, tr *trace.Trace) *Run {
	t.Helper()
	r, err := NewRun(tr)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSeekingEqualsWalking(t *testing.T) {
	r := newRun(t, sample.Random(7, 12000, 2, 40))
	walk, jump := NewCursor(r), NewCursor(r)
	for i := range 60 {
		step := trace.Step(i*577) % (r.Steps() + 1)
		jump.Seek(step)
		if walk.Step() > step {
			walk.Seek(0)
		}
		for walk.Step() < step {
			walk.Seek(walk.Step() + 1)
		}
		if err := cmp.Or(trace.Difference(walk.From, jump.From), trace.Difference(walk.To, jump.To)); err != nil || walk.Event.Kind != jump.Event.Kind {
			t.Fatalf("step %d: walking there and jumping there differ: %v and %v, %v", step, walk.Event.Kind, jump.Event.Kind, err)
		}
	}
}

func TestPeaksAreNeverExceeded(t *testing.T) {
	for seed := range uint64(4) {
		r := newRun(t, sample.Random(seed, 600, 3, 40))
		c := NewCursor(r)
		for step := trace.Step(0); step <= r.Steps(); step++ {
			c.Seek(step)
			s, p := c.To, &r.Peaks
			for i := range s.Ps {
				if s.Ps[i].Local.Len() > p.Local[i] {
					t.Fatalf("step %d: P%d has %d in its queue, more than the peak of %d", step, i, s.Ps[i].Local.Len(), p.Local[i])
				}
			}
			var waits [NumWaits]int
			for g := trace.MainG; int(g) <= s.Goroutines(); g++ {
				if v := s.G(g); v.State == trace.Blocked {
					if w, ok := WaitOf(v.Reason, v.Obj); ok {
						waits[w]++
					}
				}
			}
			for w := range waits {
				if waits[w] > p.Waits[w] {
					t.Fatalf("step %d: %d wait in group %d, more than the peak of %d", step, waits[w], w, p.Waits[w])
				}
			}
			for o := trace.ObjID(1); int(o) <= s.Objects(); o++ {
				if s.O(o).Waiters.Len() > p.Waiters[o] || s.O(o).Senders.Len() > p.Senders[o] || len(s.O(o).Buf) > p.Buffer[o] {
					t.Fatalf("step %d: object %d exceeds its peaks", step, o)
				}
			}
			if s.Counts[trace.Done] > 0 && r.EndRank(r.Ends[s.Counts[trace.Done]-1]) != s.Counts[trace.Done]-1 {
				t.Fatalf("step %d: the ranks of the ended disagree with their order", step)
			}
		}
	}
}

func TestHistoryAgreesWithStates(t *testing.T) {
	r := newRun(t, sample.Random(3, 500, 2, 30))
	c := NewCursor(r)
	for step := trace.Step(0); step <= r.Steps(); step++ {
		c.Seek(step)
		for g := trace.MainG; int(g) <= c.To.Goroutines(); g++ {
			state := trace.None
			for _, ch := range r.Changes(trace.GID(g)) {
				if ch.Step <= step {
					state = ch.State
				}
			}
			if state != c.To.G(g).State {
				t.Fatalf("step %d: by its history G%d is %v, by the state %v", step, g, state, c.To.G(g).State)
			}
		}
	}
}

func TestMarkersKeepTheActingGoroutine(t *testing.T) {
	r := newRun(t, sample.WaitGroup(20))
	c := NewCursor(r)
	for step := trace.Step(1); step <= r.Steps(); step++ {
		c.Seek(step)
		actor := c.Event.Actor()
		if actor == trace.NoG || c.To.G(actor).Site == trace.NoSite {
			continue
		}
		found := false
		marks, _ := c.Markers(2, trace.NoG)
		for _, m := range marks {
			found = found || m.Acts && m.G == actor
		}
		if !found {
			t.Fatalf("step %d: %v acts and has no marker", step, actor)
		}
	}
}

func TestLockSaysWhetherItWasWaitedFor(t *testing.T) {
	m := sample.NewMaker(1)
	g := m.Go(trace.NoG, 0, "main", 1)
	m.Start(0)
	mu := m.Make(g, trace.ObjMutex, "mu", "sync.Mutex", 0, 2)
	m.Act(trace.KLock, g, mu, 0, 0, "", 2)
	free := trace.Step(m.Len())
	h := m.Go(g, 0, "worker", 3)
	m.SleepFor(g, 1000, 4)
	sleeps := trace.Step(m.Len())
	m.Start(0)
	m.Block(h, trace.ReasonMutexLock, mu, "", 5)
	m.Sleep(1000)
	m.Wake(g, trace.NoG, 0, trace.NoObj, 0)
	m.Start(0)
	m.Act(trace.KUnlock, g, mu, 0, 0, "", 6)
	m.Wake(h, g, 0, mu, 6)
	m.End(g, 7)
	m.Start(0)
	m.Act(trace.KLock, h, mu, 0, 0, "", 5)
	late := trace.Step(m.Len())
	m.Act(trace.KUnlock, h, mu, 0, 0, "", 8)
	m.Act(trace.KLock, h, mu, 0, 0, "", 9)
	again := trace.Step(m.Len())
	r := newRun(t, m.Finish(trace.OutcomeStopped))
	c := NewCursor(r)
	for step, want := range map[trace.Step]string{
		free:  "G1 main locks mu at line 2: it was free. Whoever wants it now has to wait.",
		late:  "G2 worker locks mu at line 5: it has waited for this, and now it is free.",
		again: "G2 worker locks mu at line 9: it was free. Whoever wants it now has to wait.",
	} {
		c.Seek(step)
		if got := plain(c.Narrate(Beginner)); got != want {
			t.Errorf("step %d: expected %q, found %q", step, want, got)
		}
	}
	// A place for sleepers before anybody sleeps is a riddle.
	if got := r.WaitsFrom(WaitSleep); got != sleeps {
		t.Errorf("expected the first sleep at step %d, found %d", sleeps, got)
	}
	if got := r.WaitsFrom(WaitSelect); got != 0 {
		t.Errorf("expected no select, found one at step %d", got)
	}
}

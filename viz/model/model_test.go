package model

import (
	"cmp"
	"fmt"
	"strings"
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

func text(ps []Phrase) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.Text)
	}
	return b.String()
}

func TestEverySentenceIsWritten(t *testing.T) {
	for i, s := range sentences {
		switch {
		case s == "":
			t.Errorf("sentence %d is empty", i)
		case strings.Count(s, "*")%2 != 0:
			t.Errorf("sentence %d has an odd number of asterisks: %s", i, s)
		case strings.Count(s, "{") != strings.Count(s, "}"):
			t.Errorf("sentence %d has unequal braces: %s", i, s)
		}
	}
	for q := trace.QNext; q < trace.NumQueues; q++ {
		if destinations[q] == "" {
			t.Errorf("no sentence says that a goroutine is put into the %v queue", q)
		}
	}
	for k := range trace.NumObjKinds {
		if kindNouns[k] == "" {
			t.Errorf("no noun for objects of kind %v", k)
		}
	}
}

// world is a run with one goroutine and one object of each kind, for events
// that need not be legal.
func world(t *testing.T) (*Run, *trace.State) {
	m := sample.NewMaker(2)
	g := m.Go(trace.NoG, 0, "main", 1)
	m.Start(0)
	for k := trace.ObjChan; k < trace.NumObjKinds; k++ {
		capacity := 0
		if k == trace.ObjChan {
			capacity = 3
		}
		m.Make(g, k, "x", "some type", capacity, 2)
	}
	m.Go(g, 0, "worker", 3)
	tr := m.Finish(trace.OutcomeStopped)
	return newRun(t, tr), tr.StateAt(trace.Step(tr.Len() - 1))
}

// blockedFor is a world in which G2 has blocked for a reason.
func blockedFor(t *testing.T, s *trace.State, reason trace.Reason) *trace.State {
	t.Helper()
	s = s.Clone()
	v := s.G(2)
	for _, e := range []trace.Event{
		{Kind: trace.KYield, G: 1, P: 0, Queue: trace.QGlobal},
		{Kind: trace.KStart, G: 2, P: 0, Queue: v.Queue},
	} {
		e.Time, e.Work = s.Time, s.Work
		if err := s.Apply(&e); err != nil {
			t.Fatal(err)
		}
	}
	block := trace.Event{Kind: trace.KBlock, G: 2, P: trace.NoP, Reason: reason, Time: s.Time, Work: s.Work}
	if reason == trace.ReasonSelect {
		block.Cases = []trace.Case{{Obj: 1}}
	}
	if s.Apply(&block) != nil { // it waits for an object, then
		block.Obj = 1
		if err := s.Apply(&block); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// narrated returns the sentence for an event between two equal states.
func narrated(r *Run, s *trace.State, e trace.Event) string {
	which, w := r.choose(s, &e, s)
	if which == sayNothing {
		return ""
	}
	return text(r.phrases(sentences[which], w))
}

func TestEveryEventIsToldInWords(t *testing.T) {
	r, s := world(t)
	var events []trace.Event
	for k := trace.KCreate; k < trace.NumKinds; k++ {
		for _, by := range []trace.GID{trace.NoG, 2} {
			for arg := int64(-1); arg < 7; arg++ {
				e := trace.Event{Kind: k, G: 1, By: by, P: 0, Queue: trace.QNext, Obj: 1, Arg: arg, Aux: 1, Text: "42", Site: 5}
				if k == trace.KSelect {
					e.Cases = []trace.Case{{Obj: 1}, {Obj: 2, Send: true}}
				}
				events = append(events, e)
			}
		}
	}
	for reason := trace.ReasonChanReceive; reason < trace.NumReasons; reason++ {
		for o := trace.ObjID(0); int(o) < len(r.Trace.Objects); o++ {
			events = append(events, trace.Event{Kind: trace.KBlock, G: 1, P: trace.NoP, Reason: reason, Obj: o, Aux: 5e6, Site: 7})
			woken := trace.Event{Kind: trace.KUnblock, G: 2, By: 1, P: 0, Queue: trace.QLocal, Obj: o, Site: 7}
			if got := narrated(r, blockedFor(t, s, reason), woken); got == "" || strings.ContainsAny(got, "{}*") {
				t.Errorf("waking from %v: %q", reason, got)
			}
		}
	}
	for _, e := range events {
		got := narrated(r, s, e)
		name := fmt.Sprintf("%v (reason %v, arg %d, by %v, object %d)", e.Kind, e.Reason, e.Arg, e.By, e.Obj)
		switch {
		case got == "":
			t.Errorf("%s is not told", name)
		case strings.ContainsAny(got, "{}*"):
			t.Errorf("%s: a part was not replaced: %s", name, got)
		case strings.Contains(got, "  ") || strings.Contains(got, " .") || strings.Contains(got, " :") || strings.HasSuffix(got, " "):
			t.Errorf("%s: badly spaced: %q", name, got)
		}
	}
}

func TestEveryTraceIsToldInWords(t *testing.T) {
	for name, tr := range map[string]*trace.Trace{"waitgroup": sample.WaitGroup(5), "pool": sample.Pool(), "random": sample.Random(1, 600, 3, 40)} {
		r := newRun(t, tr)
		c := NewCursor(r)
		for step := trace.Step(0); step <= r.Steps(); step++ {
			c.Seek(step)
			got := text(c.Narrate())
			if got == "" || strings.ContainsAny(got, "{}*") {
				t.Errorf("%s step %d: %q", name, step, got)
			}
		}
	}
}

func TestSentencesNameTheirGoroutines(t *testing.T) {
	r := newRun(t, sample.Pool())
	c := NewCursor(r)
	want := "G3 worker makes G1 main runnable at line 14: the value that G1 main waited for on results has come. G1 main is next on P0; G4 worker, who was next, moves to the end of its queue."
	for step := trace.Step(1); step <= r.Steps(); step++ {
		c.Seek(step)
		if ps := c.Narrate(); text(ps) == want {
			if ps[0].G != 3 || !ps[0].Strong || ps[2].G != 1 {
				t.Errorf("the goroutines are not marked: %+v", ps)
			}
			return
		}
	}
	t.Errorf("no step says %q", want)
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
		for _, m := range c.Markers(2) {
			found = found || m.Acts && m.G == actor
		}
		if !found {
			t.Fatalf("step %d: %v acts and has no marker", step, actor)
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

func TestDurationAndCount(t *testing.T) {
	for d, want := range map[trace.Time]string{
		0: "0 ms", 1: "1 ns", 20_000: "20 µs", 1_500_000: "1.5 ms", 100e6: "100 ms", 1500e6: "1.5 s", 60e9: "1 min", -1e6: "−1 ms", 1_234_567: "1.235 ms",
	} {
		if got := Duration(d); got != want {
			t.Errorf("Duration(%d) = %q, want %q", d, got, want)
		}
	}
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -5: "−5"} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
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
		free:  "G1 main locks mu at line 2: it was free.",
		late:  "G2 worker locks mu at line 5: it has waited for this, and now it is free.",
		again: "G2 worker locks mu at line 9: it was free.",
	} {
		c.Seek(step)
		if got := text(c.Narrate()); got != want {
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

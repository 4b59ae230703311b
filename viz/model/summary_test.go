package model

import (
	"math/rand/v2"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

// summarize does the plain way what Summarize does with sums.
func summarize(r *Run, from, to trace.Step, who trace.GID) Summary {
	s := Summary{From: from, To: to, G: who, Time: r.Clock().At(to) - r.Clock().At(from)}
	type wait struct {
		g     trace.GID
		since trace.Step
	}
	waits := map[string]*WaitSpent{}
	seen := map[wait]bool{}
	for k := from; k < to; k++ {
		world := r.Trace.StateAt(k)
		d := r.Clock().At(k+1) - r.Clock().At(k)
		for g := trace.MainG; int(g) <= r.Goroutines(); g++ {
			if who != trace.NoG && who != g {
				continue
			}
			state := trace.None
			if int(g) <= world.Goroutines() {
				state = world.G(g).State
			}
			s.States[state].Steps++
			s.States[state].Time += d
			if state != trace.Blocked {
				continue
			}
			v := world.G(g)
			w := waits[v.Reason.String()]
			if w == nil {
				w = &WaitSpent{Reason: v.Reason.String()}
				waits[w.Reason] = w
			}
			w.Steps++
			w.Time += d
			if id := (wait{g, v.Since}); !seen[id] {
				seen[id] = true
				w.Count++
			}
		}
		if k == 0 {
			continue
		}
		e := r.Trace.Event(int(k) - 1)
		if who != trace.NoG && e.G != who || !e.Kind.IsTransition() {
			continue
		}
		s.Transitions++
		switch e.Kind {
		case trace.KCreate:
			s.Created++
		case trace.KEnd:
			s.Ended++
		}
	}
	for _, w := range waits {
		s.Waits = append(s.Waits, *w)
	}
	return s
}

func checkSummary(t *testing.T, name string, got, want Summary, people int) {
	t.Helper()
	g, w := got, want
	g.Waits, w.Waits = nil, nil
	if g.States != w.States || g.Time != w.Time || g.Created != w.Created || g.Ended != w.Ended || g.Transitions != w.Transitions {
		t.Fatalf("%s [%d, %d) %v:\n got %+v\nwant %+v", name, got.From, got.To, got.G, got, want)
	}
	byReason := map[string]WaitSpent{}
	for _, x := range want.Waits {
		byReason[x.Reason] = x
	}
	if len(got.Waits) != len(want.Waits) {
		t.Fatalf("%s [%d, %d) %v: waits %+v, want %+v", name, got.From, got.To, got.G, got.Waits, want.Waits)
	}
	var blocked, all Spent
	for i, x := range got.Waits {
		if byReason[x.Reason] != x {
			t.Fatalf("%s [%d, %d) %v: wait %+v, want %+v", name, got.From, got.To, got.G, x, byReason[x.Reason])
		}
		if i > 0 && got.Waits[i-1].Time < x.Time {
			t.Fatalf("%s: the waits are not in order: %+v", name, got.Waits)
		}
		blocked.Steps += x.Steps
		blocked.Time += x.Time
	}
	if blocked != got.States[trace.Blocked] {
		t.Fatalf("%s [%d, %d): the waits make up %+v, not the blocked %+v", name, got.From, got.To, blocked, got.States[trace.Blocked])
	}
	for _, x := range got.States {
		all.Steps += x.Steps
		all.Time += x.Time
	}
	if want := (Spent{int64(got.To-got.From) * int64(people), got.Time * trace.Time(people)}); all != want {
		t.Fatalf("%s [%d, %d): all states make up %+v, want %+v", name, got.From, got.To, all, want)
	}
}

func TestSummariesAreExact(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for name, r := range randomRuns(t) {
		end := int(r.Steps()) + 1
		for n := range 12 {
			a, b := rnd.IntN(end+1), rnd.IntN(end+1)
			switch n {
			case 0:
				a, b = 0, end
			case 1:
				b = min(a+1, end)
			}
			from, to := trace.Step(min(a, b)), trace.Step(max(a, b))
			if n == 11 {
				from = to
			}
			checkSummary(t, name, r.Summarize(from, to, trace.NoG), summarize(r, from, to, trace.NoG), r.Goroutines())
			g := trace.MainG + trace.GID(rnd.IntN(r.Goroutines()))
			checkSummary(t, name, r.Summarize(from, to, g), summarize(r, from, to, g), 1)
		}
	}
}

// The marks between which sums are kept are far apart in a long run only.
func TestSummariesOfALongRun(t *testing.T) {
	r, err := NewRun(sample.Random(3, 12000, 3, 40))
	if err != nil {
		t.Fatal(err)
	}
	if r.perCount < 2 {
		t.Fatalf("the sums are kept at each of %d steps: too short for this test", r.Steps())
	}
	for _, c := range [][2]trace.Step{{5000, 5003}, {11997, 12000}, {r.Steps() - 2, r.Steps() + 1}, {1, 4}} {
		checkSummary(t, "long", r.Summarize(c[0], c[1], trace.NoG), summarize(r, c[0], c[1], trace.NoG), r.Goroutines())
	}
	whole := r.Summarize(0, r.Steps()+1, trace.NoG)
	var parts Summary
	for at := trace.Step(0); at <= r.Steps(); at += 1234 {
		p := r.Summarize(at, at+1234, trace.NoG)
		parts.Transitions += p.Transitions
		for i := range p.States {
			parts.States[i].Steps += p.States[i].Steps
			parts.States[i].Time += p.States[i].Time
		}
	}
	if parts.States != whole.States || parts.Transitions != whole.Transitions {
		t.Errorf("the parts make up %+v, the whole is %+v", parts, whole)
	}
}

func BenchmarkSummarize(b *testing.B) {
	r, err := NewRun(sample.Random(3, 1000000, 4, 1000))
	if err != nil {
		b.Fatal(err)
	}
	n := int(r.Steps())
	i := 0
	for b.Loop() {
		r.Summarize(trace.Step(i*7919%n/2), trace.Step(n/2+i*104729%n/2), trace.NoG)
		i++
	}
}

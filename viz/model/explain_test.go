package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

// things are all that can be asked about at a cursor's step.
func things(c *Cursor) []Thing {
	var all []Thing
	r := c.run
	for g := trace.MainG; int(g) < len(r.Trace.Goroutines); g++ {
		all = append(all, Thing{Kind: ThingG, G: g, P: trace.NoP})
		for _, ch := range r.Changes(g) {
			all = append(all, Thing{Kind: ThingSpan, G: g, State: ch.State, Step: ch.Step, P: trace.NoP})
		}
	}
	for o := trace.ObjID(1); int(o) < len(r.Trace.Objects); o++ {
		all = append(all, Thing{Kind: ThingObj, Obj: o, P: trace.NoP},
			Thing{Kind: ThingCrowd, State: trace.Blocked, Obj: o, P: trace.NoP, To: max(1, c.To.Goroutines()/2)})
	}
	for w := range NumWaits {
		all = append(all, Thing{Kind: ThingWait, Wait: w, P: trace.NoP}, Thing{Kind: ThingCrowd, State: trace.Blocked, Wait: w, P: trace.NoP, To: 1})
	}
	for p := trace.NoP; int(p) < len(c.To.Ps); p++ {
		all = append(all, Thing{Kind: ThingQueue, P: p}, Thing{Kind: ThingCrowd, State: trace.Runnable, P: p, To: 1})
		if p != trace.NoP {
			all = append(all, Thing{Kind: ThingP, P: p})
		}
	}
	for s := trace.Created; s < trace.NumStates; s++ {
		all = append(all, Thing{Kind: ThingState, State: s, P: trace.NoP}, Thing{Kind: ThingCrowd, State: s, P: trace.NoP, To: 2})
	}
	for _, x := range r.Causes {
		all = append(all, Thing{Kind: ThingCause, Step: x.Step, P: trace.NoP})
	}
	for _, f := range r.Findings() {
		all = append(all, Thing{Kind: ThingFinding, Step: f.Step, P: trace.NoP})
	}
	return all
}

func TestEverythingExplainsItself(t *testing.T) {
	for name, tr := range samples() {
		r := newRun(t, tr)
		c := NewCursor(r)
		stride := 1 + r.Steps()/20
		if r.Steps() > 200 {
			stride = r.Steps() / 2
		}
		for step := trace.Step(0); step <= r.Steps(); step += stride {
			c.Seek(step)
			for _, th := range things(c) {
				for level := range NumLevels {
					e := c.Explain(th, level)
					if len(e.Title) == 0 || len(e.Lines) == 0 || len(e.Lines) > maxLines || e.Thing != th {
						t.Errorf("%s step %d: %+v: expected a title and some lines, found %+v", name, step, th, e)
						continue
					}
					if title := plain(e.Title); strings.ContainsAny(strings.ReplaceAll(title, "struct {}", ""), "{}⟦⟧<>") || !e.Title[0].Strong {
						t.Errorf("%s step %d: %+v: the title is %q", name, step, th, title)
					}
					for _, line := range e.Lines {
						s := plain(line)
						if !wellSaid(s) {
							t.Errorf("%s step %d, %v: %+v: %q", name, step, level, th, s)
						}
						// The Ps have their names in the picture.
						if term := terms.FindString(s); level == Beginner && term != "" && term[0] != 'P' {
							t.Errorf("%s step %d: %+v: expected nothing of %q: %q", name, step, th, term, s)
						}
					}
				}
			}
		}
	}
}

func TestNothingExplainsWhatIsNot(t *testing.T) {
	r := newRun(t, sample.Pool())
	c := NewCursor(r)
	c.Seek(20)
	for _, th := range []Thing{
		{}, {Kind: ThingG, G: 99}, {Kind: ThingG}, {Kind: ThingObj}, {Kind: ThingObj, Obj: 99}, {Kind: ThingWait, Wait: NumWaits}, {Kind: ThingP, P: 9}, {Kind: ThingP, P: trace.NoP},
		{Kind: ThingQueue, P: 9}, {Kind: ThingState}, {Kind: ThingState, State: trace.NumStates}, {Kind: ThingCrowd}, {Kind: ThingSpan, G: 2}, {Kind: ThingSpan, G: 99, Step: 3},
		{Kind: ThingCause}, {Kind: ThingCause, Step: 9999}, {Kind: ThingCause, Step: 3}, {Kind: ThingFinding, Step: 3}, {Kind: NumThingKinds},
	} {
		for level := range NumLevels {
			if e := c.Explain(th, level); len(e.Title) > 0 || len(e.Lines) > 0 {
				t.Errorf("%+v: expected nothing, found %q", th, plain(e.Title))
			}
		}
	}
}

// What an explanation says of a goroutine's life agrees with a walk through it.
func TestAgesAgreeWithAWalk(t *testing.T) {
	r := newRun(t, sample.Random(5, 6000, 2, 3))
	c := NewCursor(r)
	walked := make([]age, len(r.Trace.Goroutines))
	long := 0
	for step := trace.Step(0); step < r.Steps(); step++ {
		c.Seek(step)
		for g := trace.MainG; int(g) <= c.To.Goroutines(); g++ {
			if step%97 == 0 {
				if got := r.ageOf(g, step); got != walked[g] {
					t.Fatalf("step %d, %v: expected %v, found %v", step, g, walked[g], got)
				}
			}
			if step > ageEvery {
				long = max(long, len(r.Changes(g)))
			}
		}
		next := r.Trace.Event(int(step))
		for g := trace.MainG; int(g) <= c.To.Goroutines(); g++ {
			s := &walked[g].states[c.To.G(g).State]
			s.Steps++
			s.Time += next.Time - c.To.Time
		}
		if next.Kind == trace.KStart {
			walked[next.G].runs++
		}
	}
	if long < 2*ageEvery {
		t.Errorf("expected a life of some thousand changes, found %d", long)
	}
}

func TestUsesAgreeWithAWalk(t *testing.T) {
	r := newRun(t, sample.Random(6, 3000, 2, 20))
	sends, locks, waits := 0, 0, 0
	for i, e := range r.Trace.Events() {
		step := trace.Step(i + 1)
		if e.Kind == trace.KSend && e.Obj == 2 {
			sends++
		}
		if e.Kind == trace.KLock && e.Obj == 3 {
			locks++
		}
		if e.Kind == trace.KBlock && (e.Obj == 2 || slices.ContainsFunc(e.Cases, func(c trace.Case) bool { return c.Obj == 2 })) {
			waits++
		}
		if n, _ := r.usesUntil(2, step); n[useA] != sends || n[useWait] != waits {
			t.Fatalf("step %d: expected %d sends and %d waits, found %v", step, sends, waits, n)
		}
		if n, _ := r.usesUntil(3, step); n[useA] != locks {
			t.Fatalf("step %d: expected %d locks, found %v", step, locks, n)
		}
	}
	if sends == 0 || waits == 0 {
		t.Error("expected sends and waits")
	}
}

func TestExplanations(t *testing.T) {
	r := newRun(t, sample.Pool())
	c := NewCursor(r)
	for _, want := range []struct {
		thing Thing
		level Level
		step  trace.Step
		text  string
	}{
		{Thing{Kind: ThingG, G: 1}, Beginner, 35, `
*G1 main*
The program began with it, at step 1.
It is *blocked* since step 26, for 9 steps: waits for a value from results.
Whoever sends to results or closes it wakes it.
Next, at step 38: woken by G3 worker at line 14.
So far runnable for 1 step, running for 23 steps, blocked for 9 steps. It has run once.`},
		{Thing{Kind: ThingG, G: 5}, Precise, 10, `
*G5 tick* · main.tick
It does not exist yet: G1 main creates it at line 25, at step 24.`},
		{Thing{Kind: ThingObj, Obj: 1}, Beginner, 30, `
*jobs* · channel
A channel hands values from one goroutine to another. This one has room for 3 values.
Made by G1 main at line 17, at step 4.
It holds 2 of 3 now: 2, 3.
So far 3 values sent and 1 received; once somebody had to wait.`},
		{Thing{Kind: ThingObj, Obj: 4}, Precise, 33, `
*mu* · sync.Mutex
Who is woken competes with who arrives; when somebody has waited for more than 1 ms, the lock is handed over in order.
First used by G1 main at line 21, at step 7.
G3 worker holds it, since step 30.
1 waits for it: G4 worker.
So far locked once; once somebody had to wait.`},
		{Thing{Kind: ThingQueue, P: 0}, Beginner, 16, `
*The line of P0*
These could run, and wait for their turn in this order.
3 wait now: G4 worker, G2 worker, G3 worker.`},
		{Thing{Kind: ThingCause, Step: 38}, Beginner, 50, `
*G3 worker wakes G1 main*
It happened at line 14 in step 38, through results.
G1 main had waited for 12 steps: waits for a value from results.
G1 main runs from step 40 on.`},
	} {
		c.Seek(want.step)
		e := c.Explain(want.thing, want.level)
		got := "\n" + shown(e.Title)
		for _, line := range e.Lines {
			got += "\n" + shown(line)
		}
		if got != want.text {
			t.Errorf("%+v at step %d: expected%s\nfound%s", want.thing, want.step, want.text, got)
		}
	}
}

func TestStories(t *testing.T) {
	r := newRun(t, sample.Pool())
	c := NewCursor(r)
	var got strings.Builder
	for _, m := range c.Story(1, 30, 9, Beginner) {
		fmt.Fprintf(&got, "\n%d %s", m.Step, plain(m.Phrases))
		if m.Now {
			got.WriteString(" <")
		}
	}
	want := `
15 creates G4 worker at line 21
21 wakes G2 worker at line 23
24 creates G5 tick at line 25
26 blocks at line 24, waits for a value from results <
38 woken by G3 worker at line 14
40 runs
43 wakes G3 worker at line 24
46 steps aside at line 27
55 runs`
	if got.String() != want {
		t.Errorf("expected%s\nfound%s", want, got.String())
	}
	for limit := range 12 {
		for around := trace.Step(0); around <= r.Steps(); around++ {
			for g := trace.GID(0); int(g) <= r.Goroutines()+1; g++ {
				story := c.Story(g, around, limit, Precise)
				now := 0
				for i, m := range story {
					if len(m.Phrases) == 0 || i > 0 && m.Step <= story[i-1].Step {
						t.Fatalf("%v around %d: %+v", g, around, story)
					}
					if m.Now {
						now++
						if m.Step > around || i+1 < len(story) && story[i+1].Step <= around {
							t.Fatalf("%v around %d: now is step %d", g, around, m.Step)
						}
					}
				}
				ch := r.Changes(g)
				if want := limit > 1 && len(ch) > 0 && ch[0].Step <= around; len(story) > limit || now > 1 || want && now == 0 {
					t.Fatalf("%v around %d, at most %d: %d moments, %d of them now", g, around, limit, len(story), now)
				}
			}
		}
	}
}

// TestGoldenExplanations compares what everything says of itself at one step
// of some programs with a file to be read.
func TestGoldenExplanations(t *testing.T) {
	var b strings.Builder
	for _, at := range []struct {
		program string
		step    trace.Step
	}{{"pool", 33}, {"contexts", 15}, {"museum", 90}, {"deadlock", 12}} {
		r := newRun(t, samples()[at.program])
		c := NewCursor(r)
		c.Seek(at.step)
		for level := range NumLevels {
			fmt.Fprintf(&b, "\n\nThe program %s at step %d, %v.\n", at.program, c.Step(), level)
			for _, th := range things(c) {
				if th.Kind == ThingSpan && th.G > 3 || th.Kind == ThingCrowd && th.From+th.To < 2 {
					continue
				}
				e := c.Explain(th, level)
				fmt.Fprintf(&b, "\n%s\n", shown(e.Title))
				for _, line := range e.Lines {
					fmt.Fprintf(&b, "\t%s\n", shown(line))
				}
			}
		}
	}
	golden(t, "testdata/explanations.txt", strings.TrimLeft(b.String(), "\n"))
}

// shown is text with asterisks around what is emphasised.
func shown(ps []Phrase) string {
	var b strings.Builder
	strong := false
	for _, p := range append(slices.Clone(ps), Phrase{}) {
		if p.Strong != strong {
			b.WriteByte('*')
			strong = p.Strong
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

package sched

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"gopark/scenarios/trace"
)

// world is what the goroutines of a random program meet at.
type world struct {
	prog
	seed    uint64
	started int
	chans   []*Chan
	mu      [2]Mutex
	rw      [2]RWMutex
	wg      WaitGroup
	once    [3]Once
	cond    *Cond
	timers  []*Timer
}

// randomProgram does operations of every kind, chosen by seed and the number
// of the goroutine: what it does depends on nothing else, who meets whom
// depends on the schedule.
func randomProgram(seed uint64) func(prog) {
	return func(p prog) {
		w := &world{prog: p, seed: seed}
		for i := range 4 {
			w.chans = append(w.chans, p.chanOf(i%3))
		}
		w.chans = append(w.chans, nil)
		w.cond = p.condOf(&w.mu[0])
		w.timers = append(w.timers, p.NewTimer(at, ms), p.NewTicker(at, 2*ms), p.AfterFunc(at, ms, "main.timer", w.life))
		for range 4 {
			w.spawn()
		}
		w.life()
		p.Sleep(at, 20*ms)
	}
}

func (w *world) spawn() {
	if w.started < 40 {
		w.started++
		w.goes(w.life)
	}
}

func (w *world) life() {
	r := rand.New(rand.NewPCG(w.seed, uint64(w.Self())))
	for range r.IntN(12) {
		w.step(r)
	}
	if r.IntN(10) == 0 {
		w.goexit()
	}
}

func (w *world) step(r *rand.Rand) {
	c := w.chans[r.IntN(len(w.chans))]
	if c == nil && r.IntN(4) > 0 {
		c = w.chans[0]
	}
	w.work(int64(r.IntN(30)))
	switch r.IntN(20) {
	case 0, 1:
		w.spawn()
	case 2, 3:
		w.catch(func() { w.Send(at, c, r.IntN(100)) })
	case 4, 5:
		w.Recv(at, c)
	case 6:
		if r.IntN(6) == 0 {
			w.catch(func() { w.Close(at, c) })
		}
	case 7, 8:
		cases := []Case{{Chan: c, Send: true, Value: 1}, {Chan: w.chans[r.IntN(4)]}, {Chan: w.chans[r.IntN(5)], Send: r.IntN(2) == 0, Value: 2}, {Chan: w.timers[r.IntN(2)].C}}
		w.catch(func() { w.sel(r.IntN(3) == 0, cases[:r.IntN(4)+1]...) })
	case 9, 10:
		mu := &w.mu[r.IntN(2)]
		w.Lock(at, mu)
		w.rest(r)
		w.Unlock(at, mu)
	case 11:
		rw := &w.rw[r.IntN(2)]
		w.WLock(at, rw)
		w.rest(r)
		w.WUnlock(at, rw)
	case 12, 13:
		rw := &w.rw[r.IntN(2)]
		w.RLock(at, rw)
		w.rest(r)
		w.RUnlock(at, rw)
	case 14:
		w.catch(func() { w.WGAdd(at, &w.wg, r.IntN(4)-1) })
	case 15:
		w.catch(func() { w.WGWait(at, &w.wg) })
	case 16:
		w.OnceDo(at, &w.once[r.IntN(3)], func() { w.rest(r) })
	case 17:
		switch r.IntN(3) {
		case 0:
			w.CondSignal(at, w.cond)
		case 1:
			w.CondBroadcast(at, w.cond)
		case 2:
			w.Lock(at, &w.mu[0])
			w.CondWait(at, w.cond)
			w.Unlock(at, &w.mu[0])
		}
	case 18:
		t := w.timers[r.IntN(len(w.timers))]
		if r.IntN(2) == 0 {
			w.StopTimer(at, t)
		} else {
			w.ResetTimer(at, t, trace.Time(r.IntN(3)+1)*ms)
		}
	case 19:
		w.copies(r)
	}
}

// rest passes time, so that others pile up.
func (w *world) rest(r *rand.Rand) {
	switch r.IntN(4) {
	case 0:
		w.Sleep(at, trace.Time(r.IntN(3))*ms)
	case 1:
		w.Gosched(at)
	case 2:
		w.work(int64(r.IntN(15_000)))
	}
}

// copies uses copies of locks, in whatever state they are.
func (w *world) copies(r *rand.Rand) {
	switch r.IntN(4) {
	case 0:
		mu := w.mu[r.IntN(2)]
		if w.TryLock(at, &mu) {
			w.Unlock(at, &mu)
		}
	case 1:
		rw := w.rw[r.IntN(2)]
		if w.TryRLock(at, &rw) {
			w.RUnlock(at, &rw)
		}
		if w.TryWLock(at, &rw) {
			w.WUnlock(at, &rw)
		}
	case 2:
		wg := w.wg
		w.catch(func() { w.WGAdd(at, &wg, 1) })
	case 3:
		o := w.once[r.IntN(3)]
		if o.done {
			w.OnceDo(at, &o, func() {})
		}
	}
}

// settingsOf makes settings of every sort from a number.
func settingsOf(n uint64) trace.Settings {
	s := trace.Settings{Procs: []int{1, 2, 4, 7}[n%4], Seed: n}
	if n/4%2 == 1 {
		s.Policy = trace.PolicyRandom
	}
	if n/8%3 == 2 {
		s.TickNS = 1000
	}
	return s
}

// checkRandom runs one random program and checks that the run can be repeated:
// from its seed, from its schedule under another seed, and unrecorded.
func checkRandom(t *testing.T, n uint64) ran {
	f := randomProgram(n)
	c := Config{Settings: settingsOf(n), Limits: Limits{Events: 20_000}}
	first := runProg(t, c, f)
	schedule := first.m.Schedule()
	bytes1 := first.trace.Encode()
	if again := runProg(t, c, f).trace.Encode(); !bytes.Equal(bytes1, again) {
		t.Fatalf("program %d: two runs with the same settings differ", n)
	}
	c.Schedule = schedule
	if again := runProg(t, c, f).trace.Encode(); !bytes.Equal(bytes1, again) {
		t.Fatalf("program %d: the replay differs", n)
	}
	c.Settings.Seed++
	m, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	o := m.Run(func() { f(prog{Machine: m}) })
	if !reflect.DeepEqual(o, first.Outcome) || m.Schedule() != schedule {
		t.Fatalf("program %d: unrecorded, with the schedule and another seed: %+v, expected %+v", n, o, first.Outcome)
	}
	return first
}

func TestRandomPrograms(t *testing.T) {
	outcomes := map[trace.Outcome]int{}
	events, choices := 0, 0
	for n := range uint64(600) {
		r := checkRandom(t, n)
		outcomes[r.Kind]++
		events += r.trace.Len()
		choices += r.m.choices.made
	}
	t.Log(outcomes, events, "events", choices, "choices")
	for _, o := range []trace.Outcome{trace.OutcomeReturn, trace.OutcomeDeadlock} {
		if outcomes[o] == 0 {
			t.Errorf("no random program ended by %v", o)
		}
	}
}

func FuzzRandomPrograms(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, n uint64) { checkRandom(t, n) })
}

// This guards the test above: if a seed changed nothing, equal
// traces would mean nothing.
func TestSeedsDiffer(t *testing.T) {
	f := randomProgram(3)
	seen := map[string]bool{}
	for seed := range uint64(20) {
		r := runProg(t, Config{Settings: trace.Settings{Procs: 1, Policy: trace.PolicyRandom, Seed: seed}, Limits: Limits{Events: 20_000}}, f)
		seen[fmt.Sprint(r.m.Schedule())] = true
	}
	if len(seen) < 15 {
		t.Errorf("20 seeds give only %d schedules", len(seen))
	}
}

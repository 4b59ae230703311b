package sched

import (
	"slices"
	"testing"

	"gopark/scenarios/trace"
)

func onProcs(n int) Config { return Config{Settings: trace.Settings{Procs: n}} }

// workers starts n goroutines that execute some statements each, and waits.
func workers(p prog, n int, statements int64) {
	var wg WaitGroup
	for range n {
		p.WGAdd(at, &wg, 1)
		p.goes(func() {
			p.work(statements)
			p.WGDone(at, &wg)
		})
	}
	p.WGWait(at, &wg)
}

func TestProcsWorkInParallel(t *testing.T) {
	for _, procs := range []int{1, 2, 4, 8} {
		r := runProg(t, onProcs(procs), func(p prog) { workers(p, 8, 2000) })
		work := int64(r.trace.Event(r.trace.Len() - 1).Work)
		if ideal := int64(16_000 / procs); work < ideal || work > ideal+300 {
			t.Errorf("8 × 2000 statements on %d Ps end at work %d, expected about %d", procs, work, ideal)
		}
		ran := map[trace.PID]bool{}
		for _, e := range r.trace.Events() {
			if e.Kind == trace.KStart {
				ran[e.P] = true
			}
		}
		if len(ran) != procs {
			t.Errorf("%d of %d Ps ran something", len(ran), procs)
		}
	}
}

// A woken P first takes half of another's local queue, and its runnext only
// after leaving that P the time to run it itself.
func TestStealing(t *testing.T) {
	r := runProg(t, onProcs(2), func(p prog) {
		for range 5 {
			p.goes(func() { p.work(100) })
		}
		p.work(1000)
	})
	check(t, "events", list(r, trace.KSteal, trace.KStart), `
		G1 start P0 next
		- steal arg 2
		G3 start P1 local
		G2 start P1 local
		- steal arg 1
		G4 start P1 local
		- steal arg 1
		G5 start P1 local
		- steal arg 1
		G6 start P1 local`)
}

func TestRunnextIsLeftToItsP(t *testing.T) {
	r := runProg(t, onProcs(2), func(p prog) {
		p.goes(func() { p.work(100) })
		p.work(2) // blocks before the other P has come around
		p.Sleep(at, 1)
	})
	if n := count(r, trace.KSteal); n != 0 {
		t.Errorf("%d steals, expected the only goroutine to be left to its P", n)
	}
}

// Operations of goroutines on different Ps happen in the order of their work.
func TestOperationsAreInOrderOfWork(t *testing.T) {
	var order []int
	runProg(t, onProcs(3), func(p prog) {
		step := func(i int, first, then int64) {
			p.work(first)
			for range 5 {
				p.work(then)
				p.Now()
				order = append(order, i)
			}
		}
		p.goes(func() { step(1, 0, 100) })
		p.goes(func() { step(2, 50, 100) })
		p.work(2000)
	})
	if want := []int{1, 2, 1, 2, 1, 2, 1, 2, 1, 2}; !slices.Equal(order, want) && !slices.Equal(order, []int{2, 1, 2, 1, 2, 1, 2, 1, 2, 1}) {
		t.Errorf("order %v, expected them to alternate", order)
	}
}

// Plain statements may run ahead of other Ps, but not far.
func TestPlainStatementsRunAheadOnlyALittle(t *testing.T) {
	var now [2]int64
	runProg(t, onProcs(2), func(p prog) {
		spin := func(i int) {
			for range 3000 {
				p.work(1)
				now[i]++
				if now[0] > 500 && now[1] > 500 && now[0] < 2500 && now[1] < 2500 {
					if d := now[0] - now[1]; d > 100 || d < -100 {
						t.Fatalf("after %d and %d statements", now[0], now[1])
					}
				}
			}
		}
		p.goes(func() { spin(0) })
		spin(1)
	})
}

func TestIdlePsRunTimers(t *testing.T) {
	r := runProg(t, onProcs(4), func(p prog) {
		for range 3 {
			p.goes(func() {
				p.Sleep(at, 10*ms)
				p.work(100)
			})
		}
		p.Sleep(at, 20*ms)
	})
	if r.Kind != trace.OutcomeReturn {
		t.Error(r.Outcome)
	}
	if end := r.trace.Event(r.trace.Len() - 1).Time; end != 20*ms {
		t.Errorf("ended at %d ns", end)
	}
}

// sysmon wakes a P for a timer that is due while all others are busy.
func TestTimersAreDueWhileOthersWork(t *testing.T) {
	c := onProcs(2)
	c.Settings.TickNS = 1000
	r := runProg(t, c, func(p prog) {
		p.goes(func() {
			p.Sleep(at, ms)
			p.say("awake")
		})
		p.work(5000) // plain statements only; the other fell asleep at 9µs and its P takes 5µs to wake
		p.say("end")
	})
	check(t, "output", r.out, "@1.014ms\nawake\n@5ms\nend")
}

func TestSlicesOfParallelPsMoveTheClockOnce(t *testing.T) {
	r := runProg(t, onProcs(4), func(p prog) {
		p.AfterFunc(at, second, "f", func() {}) // the clock moves for those who wait for it
		workers(p, 4, burstWork+45_000)
		p.say("end")
	})
	check(t, "output", r.out, "@50ms\nend") // the sixth slice is not used up
}

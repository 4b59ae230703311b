package sched

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"gopark/scenarios/trace"
)

// list is the events of a run that are of the given kinds, one on a line.
func list(r ran, kinds ...trace.Kind) string {
	var b strings.Builder
	for _, e := range r.trace.Events() {
		if !slices.Contains(kinds, e.Kind) {
			continue
		}
		fmt.Fprintf(&b, "%v %v", e.G, e.Kind)
		switch e.Kind {
		case trace.KStart, trace.KReady, trace.KYield:
			fmt.Fprintf(&b, " %v %v", e.P, e.Queue)
		case trace.KBlock:
			fmt.Fprintf(&b, " %v", e.Reason)
		}
		if e.By != trace.NoG {
			fmt.Fprintf(&b, " by %v", e.By)
		}
		switch e.Kind {
		case trace.KYield, trace.KBlock, trace.KRecv, trace.KSelect, trace.KSteal, trace.KRefill, trace.KSpill:
			fmt.Fprintf(&b, " arg %d", e.Arg)
		}
		if e.Text != "" {
			fmt.Fprintf(&b, " %q", e.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func check(t *testing.T, what, got, want string) {
	t.Helper()
	got, want = strings.TrimSpace(got), strings.TrimSpace(want)
	want = strings.ReplaceAll(want, "\t", "")
	if got != want {
		t.Errorf("%s:\n%s\nexpected:\n%s", what, got, want)
	}
}

func count(r ran, k trace.Kind) (n int) {
	for _, e := range r.trace.Events() {
		if e.Kind == k {
			n++
		}
	}
	return n
}

func TestSlicePreempts(t *testing.T) {
	r := runProg(t, Config{}, func(p prog) {
		p.goes(func() {
			p.work(burstWork + 15_000)
			p.say("other")
		})
		p.work(burstWork + 5_000)
		p.say("main")
		p.Sleep(at, second)
	})
	check(t, "output", r.out, `
		main
		@10ms
		other`)
	check(t, "transitions", list(r, trace.KStart, trace.KYield), `
		G1 start P0 next
		G1 yield - global arg 1
		G2 start P0 next
		G2 yield - global arg 1
		G1 start P0 local
		G2 start P0 local
		G1 start P0 next`)
}

// A chain of goroutines that wake each other through runnext shares one time
// slice, so that it cannot keep the others from running.
func TestSliceIsSharedAlongRunnext(t *testing.T) {
	var done bool
	rounds := 0
	r := runProg(t, Config{Limits: Limits{Work: 1_000_000}}, func(p prog) {
		c, d := p.chanOf(0), p.chanOf(0)
		p.goes(func() {
			for {
				p.work(10)
				p.Send(at, d, p.recv(c))
			}
		})
		p.goes(func() { done = true })
		p.goes(func() {})
		for !done {
			p.work(10)
			p.Send(at, c, rounds)
			p.recv(d)
			rounds++
		}
	})
	if r.Kind != trace.OutcomeReturn || rounds == 0 {
		t.Errorf("%v after %d rounds, expected main to return", r.Outcome, rounds)
	}
}

func TestSpinningOnTheClockEnds(t *testing.T) {
	r := runProg(t, Config{}, func(p prog) {
		for p.Now() < 50*ms {
			p.work(1)
		}
		p.say("end")
	})
	check(t, "output", r.out, "@50ms\nend")
	if n := count(r, trace.KYield); n != 0 {
		t.Errorf("%d yields, expected none: nobody else could run", n)
	}
}

func TestTickMovesTheClock(t *testing.T) {
	r := runProg(t, Config{Settings: trace.Settings{Procs: 1, TickNS: 1000}}, func(p prog) {
		p.work(1500)
		p.say("a")
		p.Sleep(at, ms)
		p.say("b")
		p.work(20_000)
		p.say("c")
	})
	check(t, "output", r.out, `
		@1.5ms
		a
		@2.5ms
		b
		@22.5ms
		c`)
}

func TestTimersFireBetweenSlices(t *testing.T) {
	r := runProg(t, Config{}, func(p prog) {
		p.goes(func() {
			p.Sleep(at, 15*ms)
			p.say("awake")
		})
		p.Gosched(at)
		p.work(burstWork + 35_000)
		p.say("worked")
	})
	check(t, "output", r.out, `
		@20ms
		awake
		worked`)
}

func TestLimits(t *testing.T) {
	forever := func(p prog) {
		for {
			p.work(1)
		}
	}
	for _, l := range []struct {
		limits Limits
		f      func(prog)
		text   string
	}{
		{Limits{Work: 5_000_000}, forever, "stopped after 5,000,000 statements (limit)"},
		{Limits{Work: 1_000}, func(p prog) {
			p.goes(func() { forever(p) })
			p.Recv(at, nil)
		}, "stopped after 1,000 statements (limit)"},
		{Limits{Goroutines: 100}, func(p prog) {
			for {
				p.goes(func() { p.Recv(at, nil) })
			}
		}, "stopped with 100 goroutines alive (limit)"},
		{Limits{Goroutines: 10}, func(p prog) {
			for range 20 {
				p.AfterFunc(at, ms, "main.f", func() { p.Recv(at, nil) })
			}
			p.Sleep(at, second)
		}, "stopped with 10 goroutines alive (limit)"},
		{Limits{Output: 1234}, func(p prog) {
			for {
				p.say("hello")
			}
		}, "stopped after 1,234 bytes of output (limit)"},
		{Limits{Time: 90 * second}, func(p prog) {
			for {
				p.Sleep(at, second)
			}
		}, "stopped after 1m30s of virtual time (limit)"},
		{Limits{Time: 90 * ms}, func(p prog) {
			for {
				p.Now()
				p.work(1)
			}
		}, "stopped after 90ms of virtual time (limit)"},
		{Limits{Events: 777}, func(p prog) {
			for {
				p.Gosched(at)
			}
		}, "stopped after 777 events (limit)"},
		{Limits{Events: 777}, tickerAlone, "stopped after 777 events (limit)"},
	} {
		for _, procs := range []int{1, 3} {
			r := runProg(t, Config{Settings: trace.Settings{Procs: procs}, Limits: l.limits}, l.f)
			if r.Kind != trace.OutcomeLimit || r.Text != l.text {
				t.Errorf("%v %q, expected %q", r.Kind, r.Text, l.text)
			}
		}
	}
}

// tickerAlone leaves a ticker that goes on for ever while nobody runs: nobody
// waits for it any more, but Reset finds it in the heap still, marked for
// removal, and unmarks it (runtime/time.go: unblockTimerChan, modify).
func tickerAlone(p prog) {
	t := p.NewTicker(at, ms)
	p.Recv(at, t.C)
	p.ResetTimer(at, t, ms)
	p.Recv(at, nil)
}

func TestStopWhileNobodyRuns(t *testing.T) {
	r := runProg(t, Config{}, func(p prog) {
		go func() {
			time.Sleep(time.Millisecond)
			p.Stop()
		}()
		tickerAlone(p)
	})
	if r.Kind != trace.OutcomeStopped {
		t.Errorf("%v, expected stopped", r.Outcome)
	}
}

func TestStop(t *testing.T) {
	r := runProg(t, Config{}, func(p prog) {
		p.goes(func() { p.Recv(at, nil) })
		p.Gosched(at)
		go func() {
			time.Sleep(time.Millisecond)
			p.Stop()
		}()
		for {
			p.work(100)
		}
	})
	if r.Kind != trace.OutcomeStopped {
		t.Errorf("%v, expected stopped", r.Outcome)
	}
}

// When a run is over, deferred functions of goroutines that are torn down may
// try operations, panic or call runtime.Goexit: none of it happens.
func TestTeardown(t *testing.T) {
	reached := 0
	r := runProg(t, Config{}, func(p prog) {
		var mu Mutex
		c := p.chanOf(0)
		for i := range 100 {
			p.goes(func() {
				defer func() {
					if !p.Dead() {
						t.Error("unwound before the end")
					}
					reached++
					p.say("never")
					t.Error("an operation returned after the end")
				}()
				switch i % 5 {
				case 0:
					p.Recv(at, c)
				case 1:
					p.Lock(at, &mu)
					p.Sleep(at, second)
				case 2:
					p.sel(false, Case{Chan: c}, Case{Chan: p.chanOf(0), Send: true})
				case 3:
					defer func() { panic("during the teardown") }()
					p.Recv(at, nil)
				case 4:
					defer runtime.Goexit()
					defer p.work(1)
					p.Gosched(at)
					p.Recv(at, nil)
				}
			})
		}
		p.Sleep(at, ms)
		for range 10 {
			p.goes(func() { t.Error("never started") })
		}
	})
	check(t, "output", r.out, "")
	if reached != 100 {
		t.Errorf("%d of 100 goroutines were unwound", reached)
	}
}

func TestOperationsWhileUnwinding(t *testing.T) {
	r := runProg(t, Config{}, func(p prog) {
		c := p.chanOf(0)
		for i := range 3 {
			p.goes(func() {
				defer func() {
					p.Sleep(at, ms)
					p.Send(at, c, i)
				}()
				p.goexit()
			})
		}
		for range 3 {
			p.say(p.recv(c))
		}
	})
	if r.Kind != trace.OutcomeReturn || count(r, trace.KEnd) < 2 {
		t.Errorf("%+v with %d ends", r.Outcome, count(r, trace.KEnd))
	}
}

// A panic that escapes from a goroutine's function is a bug of the caller's:
// Run says so, and leaves nothing behind.
func TestEscapedPanic(t *testing.T) {
	before := runtime.NumGoroutine()
	m, err := New(Config{Settings: trace.Settings{Procs: 1}})
	if err != nil {
		t.Fatal(err)
	}
	func() {
		defer func() {
			if s := fmt.Sprint(recover()); !strings.Contains(s, "oops") || !strings.Contains(s, "machine_test.go") {
				t.Errorf("Run panics with %q, expected the value and where it comes from", s)
			}
		}()
		m.Run(func() {
			m.Go(at, "main.f", func() { m.Recv(at, nil) })
			m.Gosched(at)
			panic("oops")
		})
	}()
	for range 100 {
		runtime.Gosched()
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d host goroutines before, %d after", before, after)
	}
}

func TestTraceback(t *testing.T) {
	r := runProg(t, Config{}, func(p prog) {
		var wg WaitGroup
		p.WGAdd(at, &wg, 1)
		p.goes(func() { p.Recv(at, nil) })
		p.goes(func() { p.sel(false, Case{Chan: p.chanOf(0)}, Case{}) })
		p.WGWait(at, &wg)
	})
	var b strings.Builder
	for _, g := range r.Goroutines {
		fmt.Fprintf(&b, "goroutine %d [%s]: %s\n", g.ID, g.Status(), g.Func)
	}
	check(t, r.Text, b.String(), `
		goroutine 1 [sync.WaitGroup.Wait]: main.main
		goroutine 2 [chan receive (nil chan)]: main.f
		goroutine 3 [select]: main.f`)
	if r.Status != 2 || r.Text != "fatal error: all goroutines are asleep - deadlock!" {
		t.Errorf("status %d, %q", r.Status, r.Text)
	}

	r = runProg(t, Config{}, func(p prog) {
		p.goes(func() { p.Crash(at, trace.OutcomePanic, 2, "panic: x") })
		p.Gosched(at)
	})
	if len(r.Goroutines) != 1 || r.Goroutines[0].ID != 2 || r.Goroutines[0].Status() != "running" {
		t.Errorf("traceback of a panic: %+v", r.Goroutines)
	}
}

func TestMainGoexit(t *testing.T) {
	r := runProg(t, Config{}, func(p prog) { p.goexit() })
	if want := "fatal error: no goroutines (main called runtime.Goexit) - deadlock!"; r.Text != want || r.Kind != trace.OutcomeDeadlock {
		t.Errorf("%v %q, expected %q", r.Kind, r.Text, want)
	}
}

func TestStarvedMutexIsHandedOver(t *testing.T) {
	r := runProg(t, Config{}, func(p prog) {
		var mu Mutex
		p.Lock(at, &mu)
		p.goes(func() {
			p.Lock(at, &mu)
			p.say("got it")
		})
		p.Sleep(at, 2*ms)
		p.Unlock(at, &mu)
		p.Lock(at, &mu) // barges; the other is starving now
		p.Gosched(at)
		p.Unlock(at, &mu)
		p.say("main")
	})
	check(t, "events", list(r, trace.KLock, trace.KUnlock, trace.KBlock, trace.KUnblock, trace.KYield), `
		G1 lock
		G1 block sleep arg 0
		G2 block sync.Mutex.Lock arg 0
		G1 unblock
		G1 unlock
		G2 unblock by G1
		G1 lock
		G1 yield - global arg 0
		G2 block sync.Mutex.Lock arg 1
		G1 unlock
		G2 unblock by G1
		G1 yield P0 local arg 2
		G2 lock by G1`)
}

func TestEventsOfChannels(t *testing.T) {
	r := runProg(t, Config{}, func(p prog) {
		c := p.chanOf(1)
		p.goes(func() {
			p.sel(false, Case{Chan: c}, Case{})
			p.sel(true, Case{Chan: c})
			p.Recv(at, c)
			p.Recv(at, c)
		})
		p.Gosched(at)
		p.Send(at, c, 1)
		p.Gosched(at)
		p.Send(at, c, 2)
		p.Send(at, c, 3)
		p.Send(at, c, 4)
		p.Close(at, c)
		p.Gosched(at)
	})
	check(t, "events", list(r, trace.KSend, trace.KRecv, trace.KSelect, trace.KBlock, trace.KUnblock, trace.KClose), `
		G2 block select arg 0
		G1 send by G2 "1"
		G2 unblock by G1
		G2 select arg 0
		G2 select arg -1
		G2 block chan receive arg 0
		G1 send by G2 "2"
		G2 unblock by G1
		G1 send "3"
		G1 block chan send arg 0 "4"
		G2 recv by G1 arg 1 "3"
		G1 unblock by G2
		G1 close`)
}

func TestEventsOfTimers(t *testing.T) {
	r := runProg(t, Config{}, func(p prog) {
		tm := p.NewTimer(at, ms)
		p.recv(tm.C)
		p.ResetTimer(at, tm, ms)
		p.Sleep(at, 2*ms)
		p.recv(tm.C)
	})
	check(t, "events", list(r, trace.KMake, trace.KTimer, trace.KSend, trace.KRecv, trace.KBlock, trace.KUnblock), `
		G1 make
		G1 block chan receive arg 0
		- timer
		- send by G1 "1ms"
		G1 unblock
		G1 timer
		G1 block sleep arg 0
		G1 unblock
		- timer
		- send "2ms"
		G1 recv arg 1 "2ms"`)
}

// Every state is entered and left along the table, or not at all.
func TestIllegalTransition(t *testing.T) {
	m, err := New(Config{Settings: trace.Settings{Procs: 1}})
	if err != nil {
		t.Fatal(err)
	}
	for k := trace.KNone; k < trace.NumKinds; k++ {
		for s := trace.None; s < trace.NumStates; s++ {
			legal := k.IsTransition() && k.Info().From == s
			func() {
				defer func() {
					if (recover() == nil) != legal {
						t.Errorf("%v from %v: legal is %t", k, s, legal)
					}
				}()
				g := &gor{id: 1, state: s}
				m.event(k, g, at)
				m.move(g)
				if g.state != k.Info().To {
					t.Errorf("%v leads to %v", k, g.state)
				}
			}()
		}
	}
}

package sched

import (
	"testing"

	"gopark/scenarios/trace"
)

// A value that changes while it is on its way (a pointer's target, a map) has
// one text in the trace: a second one made at the receive did not fit the first.
func TestTextIsMadeOnce(t *testing.T) {
	runProg(t, Config{}, func(p prog) {
		show := func(v any) string { return sprint(*v.(*int)) }
		n := 0
		p.goes(func() {
			for range 20 {
				n++
				p.Gosched(at)
			}
		})
		for _, capacity := range []int{0, 1, 2} {
			c := p.MakeChan(at, "chan *int", capacity, show)
			for range 3 {
				p.goes(func() { p.Send(at, c, &n) })
				p.goes(func() { p.sel(false, Case{Chan: c, Send: true, Value: &n}, Case{}) })
			}
			for i := range 6 {
				p.Gosched(at)
				n += 10
				if i%2 == 0 {
					p.sel(false, Case{Chan: c}, Case{})
				} else {
					p.Recv(at, c)
				}
			}
		}
	})
}

// Config.Own belongs to the running goroutine, whichever runs in between.
func TestOwnIsKept(t *testing.T) {
	var own Own
	r := runProg(t, Config{Own: &own, Settings: trace.Settings{Procs: 2, Policy: trace.PolicyRandom, Seed: 3}}, func(p prog) {
		c := p.chanOf(0)
		own.Room = 0
		for i := range int64(5) {
			p.goes(func() {
				own.Room = 100 * (i + 1)
				for range 3 {
					own.Room++
					p.Gosched(at)
					p.Sleep(at, 1)
				}
				p.Send(at, c, int(own.Room))
			})
		}
		sum := 0
		for range 5 {
			sum += p.recv(c).(int)
		}
		p.say(sum, own.Room)
	})
	if want := "1515 0\n"; r.out != "@3ns\n"+want {
		t.Errorf("printed %q, want %q", r.out, want)
	}
}

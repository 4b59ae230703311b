package sched

import (
	"encoding/base64"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gopark/scenarios/trace"
)

func TestScheduleRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var ns, vs []int
		for range r.IntN(50) {
			n := []int{2, 2, 2, 3, 300, 1 << 40, 1<<63 - 1}[r.IntN(7)]
			ns = append(ns, n)
		}
		var c choices
		c.init(r.Uint64(), "")
		for _, n := range ns {
			vs = append(vs, c.pick(n))
		}
		text := c.text()
		if (text == "") != (len(vs) == 0) {
			t.Fatalf("%d choices give %q", len(vs), text)
		}
		var d choices
		if err := d.init(0, text); err != nil {
			t.Fatal(err)
		}
		var back []int
		for _, n := range ns {
			back = append(back, d.pick(n))
		}
		if !slices.Equal(vs, back) || d.text() != text {
			t.Fatalf("%v read back as %v", vs, back)
		}
	}
}

func TestScheduleIsShort(t *testing.T) {
	var c choices
	for range 100_000 {
		c.record(2, func() int { return 0 })
	}
	if n := len(c.text()); n > 10 {
		t.Errorf("100,000 equal choices take %d characters", n)
	}
}

func TestScheduleErrors(t *testing.T) {
	enc := func(b ...byte) string { return base64.RawURLEncoding.EncodeToString(b) }
	for _, c := range []struct{ schedule, want string }{
		{"!", "base64url"},
		{enc(9, 0), "expected version 1, found [9]"},
		{enc(1, 0x80), "cut off at byte 1 of 2"},
		{enc(1, 3), "begins with a repetition"},
	} {
		_, err := New(Config{Settings: trace.Settings{Procs: 1}, Schedule: c.schedule})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, expected %q", c.schedule, err, c.want)
		}
	}
	if _, err := New(Config{}); err == nil {
		t.Error("GOMAXPROCS 0 is accepted")
	}
}

func TestScheduleThatDoesNotFit(t *testing.T) {
	var c choices
	c.record(2, func() int { return 1 })
	c.record(8, func() int { return 7 })
	text := c.text()
	for _, procs := range []int{1, 4} {
		for _, policy := range []trace.Policy{trace.PolicyGo, trace.PolicyRandom} {
			r := runProg(t, Config{Settings: trace.Settings{Procs: procs, Policy: policy}, Schedule: text}, func(p prog) {
				if policy == trace.PolicyGo {
					p.Choose(2)
					p.Choose(3)
					t.Error("a choice returned that did not fit")
				}
				p.goes(func() { p.work(10) })
				for range 100 {
					p.Now()
				}
			})
			if r.Kind != trace.OutcomeLimit || !strings.HasPrefix(r.Text, "schedule does not fit this program: choice 2 is 7, only ") {
				t.Errorf("%v %q", r.Kind, r.Text)
			}
		}
	}
}

func TestScheduleFirstThenSeed(t *testing.T) {
	f := func(p prog) {
		for range 20 {
			p.say(p.Choose(10))
		}
	}
	var c choices
	for range 5 {
		c.record(10, func() int { return 9 })
	}
	r := runProg(t, Config{Settings: trace.Settings{Procs: 1, Seed: 4}, Schedule: c.text()}, f)
	if !strings.HasPrefix(r.out, strings.Repeat("9\n", 5)) || strings.Count(r.out, "9\n") == 20 {
		t.Errorf("output %q", r.out)
	}
}

func TestPerm(t *testing.T) {
	seen := map[string]bool{}
	for seed := range uint64(60) {
		r := runProg(t, Config{Settings: trace.Settings{Procs: 1, Seed: seed}}, func(p prog) { p.say(p.Perm(3)) })
		seen[r.out] = true
	}
	if len(seen) != 6 {
		t.Errorf("60 seeds give %d of 6 permutations: %v", len(seen), seen)
	}
}

func TestSelectChoosesAnyThatIsReady(t *testing.T) {
	var chosen [3]int
	for seed := range uint64(300) {
		runProg(t, Config{Settings: trace.Settings{Procs: 1, Seed: seed}}, func(p prog) {
			a, b := p.chanOf(1), p.chanOf(1)
			p.Send(at, a, 1)
			k, _, _ := p.sel(true, Case{Chan: a}, Case{Chan: b}, Case{Chan: b, Send: true})
			chosen[k]++
		})
	}
	if chosen[0] < 100 || chosen[1] != 0 || chosen[2] < 100 {
		t.Errorf("chosen %v, expected 150 0 150 or so", chosen)
	}
}

// Policy random reaches every order of three goroutines, and by splitting
// plain statements the lost update.
func TestRandomReachesEverything(t *testing.T) {
	orders := map[string]bool{}
	lost := 0
	for seed := range uint64(400) {
		r := runProg(t, Config{Settings: trace.Settings{Procs: 1, Policy: trace.PolicyRandom, Seed: seed}}, func(p prog) {
			n := 0
			for i := range 3 {
				p.goes(func() {
					p.say(i)
					for range 5 {
						p.work(1)
						v := n
						p.work(1)
						n = v + 1
					}
				})
			}
			p.Sleep(at, 1)
			if n < 15 {
				lost++
			}
		})
		orders[r.out] = true
	}
	if len(orders) != 6 || lost == 0 {
		t.Errorf("400 seeds give %d of 6 orders, %d lost updates", len(orders), lost)
	}
}

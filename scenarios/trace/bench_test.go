package trace

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"
)

// Programs of the usual shapes, as traces of about the given length.
var programs = []struct {
	name   string
	procs  int
	policy Policy
	make   func(m *sim, events int) []op // main's script
}{
	{"pool", 1, PolicyGo, workerPool},
	{"pool-4", 4, PolicyGo, workerPool},
	{"counter", 1, PolicyGo, lockedCounter},
	{"counter-4", 4, PolicyGo, lockedCounter},
	{"counter-random", 2, PolicyRandom, lockedCounter},
	{"sleepers", 1, PolicyGo, sleepers},
	{"fan-in-4", 4, PolicyGo, fanIn},
	{"short-lived", 2, PolicyGo, shortLived},
}

func program(name string, events int) *Trace {
	for _, p := range programs {
		if p.name == name {
			m := newSim(1, p.procs, p.policy)
			return m.run(p.make(m, events), events)
		}
	}
	panic("no program " + name)
}

// workerPool: 16 workers take numbers from one channel and send to another.
func workerPool(m *sim, events int) []op {
	jobs := m.object(Object{Kind: ObjChan, Name: "jobs", Type: "chan int"}, 0)
	results := m.object(Object{Kind: ObjChan, Name: "results", Type: "chan int", Cap: 16}, 0)
	n := events / 12
	m.spawn = func(_ *rand.Rand, g GID) []op {
		var s []op
		for i := range n/16 + 1 {
			s = append(s, op{kind: opRecv, obj: jobs}, op{kind: opSend, obj: results, text: strconv.Itoa(2 * (16*i + int(g)))})
		}
		return s
	}
	var main []op
	for range 16 {
		main = append(main, op{kind: opSpawn, site: 8})
	}
	for i := range n {
		main = append(main, op{kind: opSend, obj: jobs, text: strconv.Itoa(i)})
		if i >= 8 {
			main = append(main, op{kind: opRecv, obj: results})
		}
	}
	return main
}

// lockedCounter: one goroutine for every ten events increments under a lock.
func lockedCounter(m *sim, events int) []op {
	mu := m.object(Object{Kind: ObjMutex, Name: "c.mu", Type: "sync.Mutex"}, 0)
	wg := m.object(Object{Kind: ObjWaitGroup, Name: "wg", Type: "sync.WaitGroup"}, 0)
	m.spawn = func(*rand.Rand, GID) []op {
		return []op{{kind: opLock, obj: mu}, {kind: opUnlock, obj: mu}, {kind: opAdd, obj: wg, n: -1}}
	}
	var main []op
	for range events / 10 {
		main = append(main, op{kind: opAdd, obj: wg, n: 1}, op{kind: opSpawn, site: 8})
	}
	return append(main, op{kind: opWait, obj: wg})
}

// sleepers: one goroutine for every ten events sleeps and prints.
func sleepers(m *sim, events int) []op {
	m.spawn = func(_ *rand.Rand, g GID) []op {
		return []op{{kind: opSleep, n: 1000 * int64(g%1000)}, {kind: opPrint, text: "hello from " + strconv.Itoa(int(g)%100) + "\n"}}
	}
	var main []op
	for range events / 10 {
		main = append(main, op{kind: opSpawn, site: 8})
	}
	return append(main, op{kind: opSleep, n: 10_000_000})
}

// fanIn: one goroutine for every eight events sends one value to main.
func fanIn(m *sim, events int) []op {
	c := m.object(Object{Kind: ObjChan, Name: "c", Type: "chan int"}, 0)
	m.spawn = func(_ *rand.Rand, g GID) []op { return []op{{kind: opSend, obj: c, text: strconv.Itoa(int(g))}} }
	var main []op
	for range events / 8 {
		main = append(main, op{kind: opSpawn, site: 8})
	}
	for range events / 8 {
		main = append(main, op{kind: opRecv, obj: c})
	}
	return main
}

// shortLived: few goroutines live at once, many in all.
func shortLived(m *sim, events int) []op {
	m.spawn = func(_ *rand.Rand, g GID) []op { return []op{{kind: opYield}} }
	var main []op
	for range events / 8 {
		main = append(main, op{kind: opSpawn, site: 8}, op{kind: opYield})
	}
	return main
}

// The budget of the format.
func TestAtMostTwoBytesPerEvent(t *testing.T) {
	for _, p := range programs {
		tr := program(p.name, 50_000)
		if err := Validate(tr); err != nil {
			t.Errorf("%s: %v", p.name, err)
		}
		if got := float64(len(tr.Encode())) / float64(tr.Len()); got > 2 {
			t.Errorf("%s: expected at most 2 bytes per event, found %.2f", p.name, got)
		}
	}
}

func BenchmarkRecord(b *testing.B) {
	for _, name := range []string{"pool", "counter-random"} {
		t := program(name, 1_000_000)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				r := NewRecorder(t.Files, t.Sites, t.Settings)
				for _, o := range t.Objects[1:] {
					r.Object(o)
				}
				for _, g := range t.Goroutines[1:] {
					r.Goroutine(g)
				}
				for _, e := range t.from(0) {
					r.Add(e)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(t.Len()), "ns/event")
		})
	}
}

// What a trace takes on a disk, by program and length.
func BenchmarkSize(b *testing.B) {
	for _, p := range programs {
		for _, n := range []int{10_000, 1_000_000} {
			b.Run(fmt.Sprintf("%s/%d", p.name, n), func(b *testing.B) {
				t := program(p.name, n)
				var data []byte
				for b.Loop() {
					data = t.Encode()
				}
				per := 1 / float64(t.Len())
				b.ReportMetric(float64(len(data))*per, "B/event")
				b.ReportMetric(float64(len(t.appendBody(nil)))*per, "rawB/event")
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)*per, "ns/event")
				b.ReportMetric(float64(len(t.Goroutines)-1), "goroutines")
			})
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	for _, name := range []string{"pool", "counter-random"} {
		t := program(name, 1_000_000)
		data := t.Encode()
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Decode(data); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(t.Len()), "ns/event")
		})
	}
}

func BenchmarkApply(b *testing.B) {
	for _, name := range []string{"pool", "counter-4", "counter-random"} {
		t := program(name, 1_000_000)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s := NewState(t.Settings.Procs)
				for _, e := range t.from(0) {
					if err := s.Apply(e); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(t.Len()), "ns/event")
		})
	}
}

func BenchmarkRead(b *testing.B) {
	t := program("pool", 1_000_000)
	for b.Loop() {
		for range t.Events() {
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(t.Len()), "ns/event")
}

// A jump to any step, by program and length; the longest are left out with
// -short.
func BenchmarkStateAt(b *testing.B) {
	for _, name := range []string{"pool", "counter-4", "short-lived"} {
		for _, n := range []int{10_000, 100_000, 1_000_000, 10_000_000} {
			if testing.Short() && n > 1_000_000 {
				continue
			}
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				t := program(name, n)
				rng := rand.New(rand.NewPCG(1, 1))
				var worst time.Duration
				for b.Loop() {
					start := time.Now()
					t.StateAt(Step(rng.IntN(t.Len() + 1)))
					worst = max(worst, time.Since(start))
				}
				b.ReportMetric(float64(worst.Nanoseconds())/1e6, "worst-ms")
				b.ReportMetric(float64(t.snapshots.bytes)/1e6, "snapshots-MB")
			})
		}
	}
}

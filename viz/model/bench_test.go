package model

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

// long are the runs that the figures are about: from few goroutines to a
// million, who wait in one line, come one after another, or sleep and wake in
// an order of their own, so that every step changes another part of the state.
var long = []struct {
	name               string
	goroutines, events int
	make               func(goroutines, events int) *trace.Trace
}{
	{"receivers", 1, 10_000, sample.Receivers},
	{"receivers", 1, 10_000_000, sample.Receivers},
	{"receivers", 10, 100_000, sample.Receivers},
	{"receivers", 1_000, 1_000_000, sample.Receivers},
	{"receivers", 100_000, 1_000_000, sample.Receivers},
	{"receivers", 1_000_000, 10_000_000, sample.Receivers},
	{"brief", 250_000, 1_000_000, sample.Brief},
	{"brief", 1_000_000, 10_000_000, sample.Brief},
	{"sleepers", 1_000, 1_000_000, sample.Sleepers},
	{"sleepers", 100_000, 1_000_000, sample.Sleepers},
	{"sleepers", 1_000_000, 10_000_000, sample.Sleepers},
}

// What it takes to load a run, to jump in it and to step. The longest runs are
// left out with -short. Each is made once.
func BenchmarkRun(b *testing.B) {
	for _, l := range long {
		if testing.Short() && l.events > 1_000_000 {
			continue
		}
		b.Run(fmt.Sprintf("%s/%d/%d", l.name, l.goroutines, l.events), func(b *testing.B) {
			data := l.make(l.goroutines, l.events).Encode()
			r := benchLoad(b, data)
			b.Run("seek", func(b *testing.B) { benchSeek(b, r) })
			b.Run("forward", func(b *testing.B) { benchStep(b, r, 1) })
			b.Run("back", func(b *testing.B) { benchStep(b, r, -1) })
		})
	}
}

// benchLoad loads a run for the other benchmarks and says what that takes.
func benchLoad(b *testing.B, data []byte) (r *Run) {
	b.Run("load", func(b *testing.B) {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		for b.Loop() {
			r = load(b, data)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		events, heap := float64(r.Steps()), float64(after.HeapAlloc)-float64(before.HeapAlloc)
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/events, "ns/event")
		b.ReportMetric(heap/events, "B/event")
		b.ReportMetric(heap/1e6, "MB")
	})
	if r == nil { // left out
		r = load(b, data)
	}
	return r
}

func load(b *testing.B, data []byte) *Run {
	r, err := Load(data)
	if err != nil {
		b.Fatal(err)
	}
	return r
}

func benchSeek(b *testing.B, r *Run) {
	c := NewCursor(r)
	rng := rand.New(rand.NewPCG(1, 1))
	var worst time.Duration
	for b.Loop() {
		start := time.Now()
		c.Seek(trace.Step(rng.IntN(int(r.Steps()) + 1)))
		worst = max(worst, time.Since(start))
	}
	b.ReportMetric(float64(worst.Nanoseconds())/1e6, "worst-ms")
}

// benchStep walks from somewhere on, and begins again where the run ends.
func benchStep(b *testing.B, r *Run, by trace.Step) {
	c := NewCursor(r)
	from := r.Steps() * 2 / 3
	c.Seek(from)
	var worst time.Duration
	for b.Loop() {
		if c.Step() == 0 || c.Step() == r.Steps() {
			c.Seek(from)
		}
		start := time.Now()
		c.Seek(c.Step() + by)
		worst = max(worst, time.Since(start))
	}
	b.ReportMetric(float64(worst.Nanoseconds())/1e6, "worst-ms")
}

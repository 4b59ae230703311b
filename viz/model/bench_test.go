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

// long are traces of the lengths and with the goroutines that the figures are
// about.
var long = []struct {
	name               string
	goroutines, events int
	make               func(goroutines, events int) *trace.Trace
}{
	{"receivers", 2, 10_000, sample.Receivers},
	{"receivers", 2, 10_000_000, sample.Receivers},
	{"receivers", 1_000, 100_000, sample.Receivers},
	{"receivers", 100_000, 1_000_000, sample.Receivers},
	{"receivers", 1_000_000, 10_000_000, sample.Receivers},
	{"brief", 2_500_000, 10_000_000, func(_, events int) *trace.Trace { return sample.Brief(events) }},
	{"sleepers", 1_000, 100_000, sample.Sleepers},
	{"sleepers", 100_000, 1_000_000, sample.Sleepers},
	{"sleepers", 1_000_000, 10_000_000, sample.Sleepers},
}

// eachLong runs a benchmark on each of the long traces, the longest left out
// with -short. A trace is made once for all benchmarks of it.
func eachLong(b *testing.B, run func(b *testing.B, data []byte)) {}

func heapBytes() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

func BenchmarkLong(b *testing.B) {
	for _, l := range long {
		if testing.Short() && l.events > 1_000_000 {
			continue
		}
		b.Run(fmt.Sprintf("%s/%d/%d", l.name, l.goroutines, l.events), func(b *testing.B) {
			data := l.make(l.goroutines, l.events).Encode()
			before := heapBytes()
			start := time.Now()
			t, err := trace.Decode(data)
			if err != nil {
				b.Fatal(err)
			}
			decoded := time.Since(start)
			run, err := NewRun(t)
			if err != nil {
				b.Fatal(err)
			}
			loaded := time.Since(start)
			heap := heapBytes() - before
			rng := rand.New(rand.NewPCG(1, 1))
			c := NewCursor(run)
			for range 100 {
				c.Seek(trace.Step(rng.IntN(t.Len() + 1)))
			}
			b.ReportMetric(float64(decoded.Nanoseconds())/float64(t.Len()), "decode-ns/event")
			b.ReportMetric(float64(loaded.Nanoseconds())/float64(t.Len()), "load-ns/event")
			b.ReportMetric(heap/float64(t.Len()), "B/event")
			runtime.KeepAlive(data)
		})
	}
}

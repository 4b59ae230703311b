package sched

import (
	"runtime"
	"testing"
	"time"

	"gopark/scenarios/trace"
)

func bench(b *testing.B, rec bool, f func(p prog)) Outcome {
	b.Helper()
	s := trace.Settings{Procs: 1}
	c := Config{Settings: s}
	if rec {
		c.Recorder = trace.NewRecorder(testFiles, testSites, s)
	}
	m, err := New(c)
	if err != nil {
		b.Fatal(err)
	}
	o := m.Run(func() { f(prog{Machine: m}) })
	b.ReportMetric(float64(m.events)/b.Elapsed().Seconds(), "events/s")
	return o
}

func pingPong(n int) func(p prog) {
	return func(p prog) {
		c, d := p.chanOf(0), p.chanOf(0)
		p.goes(func() {
			for {
				v, _ := p.Recv(at, c)
				p.Send(at, d, v)
			}
		})
		for range n {
			p.Send(at, c, 1)
			p.Recv(at, d)
		}
	}
}

// Two switches of goroutine for each op.
func BenchmarkPingPong(b *testing.B)         { bench(b, false, pingPong(b.N)) }
func BenchmarkPingPongRecorded(b *testing.B) { bench(b, true, pingPong(b.N)) }

func goAndEnd(n int) func(p prog) {
	return func(p prog) {
		for range n {
			p.goes(func() {})
			p.Gosched(at)
		}
	}
}

func BenchmarkGoAndEnd(b *testing.B)         { bench(b, false, goAndEnd(b.N)) }
func BenchmarkGoAndEndRecorded(b *testing.B) { bench(b, true, goAndEnd(b.N)) }

func BenchmarkMutex(b *testing.B) {
	bench(b, false, func(p prog) {
		var mu Mutex
		for range b.N {
			p.Lock(at, &mu)
			p.Unlock(at, &mu)
		}
	})
}

func BenchmarkSleepers(b *testing.B) {
	bench(b, false, func(p prog) {
		for i := range 1000 {
			p.goes(func() {
				for range b.N / 1000 {
					p.Sleep(at, trace.Time(i%17+1)*ms)
				}
			})
		}
		p.Sleep(at, 1<<60)
	})
}

func BenchmarkStatements(b *testing.B) {
	bench(b, false, func(p prog) { p.work(int64(b.N)) })
}

// BenchmarkBlocked blocks 250,000 goroutines, one op, and ends the program.
func BenchmarkBlocked(b *testing.B) {
	const n = 250_000
	for range b.N {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		var end time.Time
		bench(b, false, func(p prog) {
			c := p.chanOf(0)
			for range n {
				p.goes(func() { p.Recv(at, c) })
			}
			p.Sleep(at, 1)
			runtime.ReadMemStats(&after)
			end = time.Now()
		})
		b.ReportMetric(float64(time.Since(end).Milliseconds()), "ms-teardown")
		b.ReportMetric(float64(after.Sys-before.Sys)/n, "B/goroutine")
	}
}

// BenchmarkMillion makes 1,000,000 goroutines that end, all alive at once.
func BenchmarkMillion(b *testing.B) {
	for range b.N {
		bench(b, false, func(p prog) {
			for range 1_000_000 {
				p.goes(func() {})
			}
			p.Sleep(at, 1)
		})
	}
}

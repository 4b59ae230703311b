package model

import (
	"fmt"
	"testing"
	"time"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

// BenchmarkWords is what the narration and the explanations cost in runs of
// eleven events for each goroutine. What is gathered once is measured apart.
func BenchmarkWords(b *testing.B) {
	for _, n := range []int{50, 100_000, 1_000_000} {
		run, err := NewRun(sample.WaitGroup(n))
		if err != nil {
			b.Fatal(err)
		}
		c := NewCursor(run)
		c.Seek(run.Steps() / 2)
		bench := func(name string, f func(i int)) {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				i := 0
				for b.Loop() {
					f(i)
					i++
				}
			})
		}
		start := time.Now()
		run.usesUntil(1, 1)
		uses := time.Since(start)
		start = time.Now()
		run.effectsOf(1)
		effects := time.Since(start)
		b.Run(fmt.Sprintf("once/%d", n), func(b *testing.B) {
			b.ReportMetric(float64(uses.Milliseconds()), "ms-uses")
			b.ReportMetric(float64(effects.Milliseconds()), "ms-effects")
		})
		explain := func(name string, t Thing) {
			bench(name, func(i int) { c.Explain(t, Level(i%2)) })
		}
		bench("narrate", func(i int) { c.Narrate(Level(i % 2)) })
		bench("seek-narrate", func(i int) {
			c.Seek(run.Steps()/2 + trace.Step(i%1000))
			c.Narrate(Beginner)
		})
		c.Seek(run.Steps() / 2)
		explain("main", Thing{Kind: ThingG, G: 1, P: trace.NoP})
		bench("workers", func(i int) {
			c.Explain(Thing{Kind: ThingG, G: trace.GID(2 + i*7919%n), P: trace.NoP}, Level(i%2))
		})
		explain("object", Thing{Kind: ThingObj, Obj: 1, P: trace.NoP})
		explain("asleep", Thing{Kind: ThingWait, Wait: WaitSleep, P: trace.NoP})
		explain("queue", Thing{Kind: ThingQueue, P: trace.NoP})
		explain("crowd", Thing{Kind: ThingCrowd, State: trace.Blocked, Wait: WaitSleep, P: trace.NoP, To: min(n/3, maxScan)})
		explain("state", Thing{Kind: ThingState, State: trace.Blocked, P: trace.NoP})
		explain("cause", Thing{Kind: ThingCause, Step: run.Causes[len(run.Causes)/2].Step, P: trace.NoP})
		explain("finding", Thing{Kind: ThingFinding, Step: run.Steps(), P: trace.NoP})
		bench("story", func(i int) { c.Story(1, trace.Step(i*7919%int(run.Steps())), 60, Level(i%2)) })
	}
}

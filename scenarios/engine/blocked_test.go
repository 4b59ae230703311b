package engine

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"testing"

	"gopark/scenarios/sched"
	"gopark/scenarios/trace"
)

// blockedPrograms start %d goroutines that are all blocked when main prints.
var blockedPrograms = []struct{ name, body string }{
	{"receive", "c := make(chan int)\nfor range %d {\ngo func() { <-c }()\n}"},
	{"receive, three calls deep", "func f(c chan int) { g(c) }\nfunc g(c chan int) { h(c) }\nfunc h(c chan int) { <-c }\n---\nc := make(chan int)\nfor range %d {\ngo f(c)\n}"},
	{"receive, with defer", "c := make(chan int)\nfor range %d {\ngo func() { defer func() {}(); <-c }()\n}"},
	{"receive, two deep with defer", "func f(c chan int) { defer func() {}(); g(c) }\nfunc g(c chan int) { defer func() {}(); <-c }\n---\nc := make(chan int)\nfor range %d {\ngo f(c)\n}"},
	{"send", "c := make(chan int)\nfor i := range %d {\ngo func() { c <- i }()\n}"},
	{"mutex", "var mu sync.Mutex\nmu.Lock()\nfor range %d {\ngo func() { mu.Lock() }()\n}"},
	{"sleep", "for range %d {\ngo func() { time.Sleep(time.Hour) }()\n}"},
	{"select", "c, d := make(chan int), make(chan int)\nfor range %d {\ngo func() {\nselect {\ncase <-c:\ncase <-d:\n}\n}()\n}"},
	{"wait group", "var wg sync.WaitGroup\nwg.Add(1)\nfor range %d {\ngo wg.Wait()\n}"},
	{"wait group's Go", "c := make(chan int)\nvar wg sync.WaitGroup\nfor range %d {\nwg.Go(func() { <-c })\n}"},
	{"not begun", ""},
}

// memoryNow is what the host has in use, after a collection.
func memoryNow() (stacks, heap uint64) {
	runtime.GC()
	s := []metrics.Sample{{Name: "/memory/classes/heap/stacks:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64(), s[1].Value.Uint64()
}

// BenchmarkBlocked reports what a blocked goroutine takes, in bytes.
func BenchmarkBlocked(b *testing.B) {
	const n = 10_000
	for _, c := range blockedPrograms {
		body := c.body + "\ntime.Sleep(time.Second)\nfmt.Println(\"\")"
		if c.body == "" {
			body = "for range %d {\ngo func() {}()\n}\nfmt.Println(\"\")"
		}
		b.Run(c.name, func(b *testing.B) {
			p := compile(b, fmt.Sprintf(body, n))
			for range b.N {
				stacks, heap := memoryNow()
				res := run(b, p, Options{NoTrace: true, Limits: sched.Limits{Goroutines: 2 * n}, Output: func(fd int, _ []byte, _ trace.Time) {
					s, h := memoryNow()
					b.ReportMetric((float64(s)-float64(stacks))/n, "stack-B/goroutine")
					b.ReportMetric((float64(h)-float64(heap))/n, "heap-B/goroutine")
				}})
				if res.Outcome.Kind != trace.OutcomeReturn {
					b.Fatal(res.Outcome)
				}
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

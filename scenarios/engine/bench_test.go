package engine

import (
	"fmt"
	"os"
	"testing"

	"gopark/scenarios/trace"
)

// benchmark runs a program that does what is measured n times; metric names it.
func benchmark(b *testing.B, metric string, n int, body string) {
	p := compile(b, fmt.Sprintf(body, n))
	limits := DefaultLimits
	limits.Work = 1 << 60
	b.ResetTimer()
	for range b.N {
		run(b, p, Options{NoTrace: true, Limits: limits})
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), metric+"/s")
}

func BenchmarkStatements(b *testing.B) {
	benchmark(b, "statements", 300_000, "x := 0\nfor i := 0; i < %d/3; i++ {\nx = x + i\n}")
}

func BenchmarkCalls(b *testing.B) {
	benchmark(b, "calls", 200_000, "func leaf(a int) int { return a + 1 }\n---\nx := 0\nfor range %d {\nx = leaf(x)\n}")
}

func BenchmarkNestedCalls(b *testing.B) {
	benchmark(b, "calls", 242_785, "func fib(n int) int {\nif n < 2 {\nreturn n\n}\nreturn fib(n-1) + fib(n-2)\n}\n---\n_ = %d\nfib(25)")
}

func BenchmarkMethodCallsThroughInterface(b *testing.B) {
	benchmark(b, "calls", 100_000, "type I interface{ M(int) int }\ntype T struct{ n int }\nfunc (t *T) M(a int) int { t.n += a; return t.n }\n---\nvar i I = &T{}\nfor range %d {\ni.M(1)\n}")
}

func BenchmarkSwitches(b *testing.B) {
	benchmark(b, "switches", 100_000, "c := make(chan int)\ngo func() {\nfor v := range c {\n_ = v\n}\n}()\nfor i := range %d / 2 {\nc <- i\n}")
}

func BenchmarkSpawns(b *testing.B) {
	benchmark(b, "goroutines", 20_000, "var wg sync.WaitGroup\nfor range %d {\nwg.Add(1)\ngo func() { wg.Done() }()\n}\nwg.Wait()")
}

func waitgroup(b *testing.B) []trace.File { return scenario(b, "waitgroup") }

func scenario(b *testing.B, name string) []trace.File {
	text, err := os.ReadFile("../catalog/" + name + "/main.go")
	if err != nil {
		b.Fatal(err)
	}
	return []trace.File{{Name: "main.go", Text: string(text)}}
}

// BenchmarkCompileWarm is what stands between an edit and the run: the next
// interpreter is made ready outside the measurement.
func BenchmarkCompileWarm(b *testing.B) {
	for _, name := range []string{"waitgroup", "context-cancel", "errgroup"} { // the others need the library's source
		b.Run(name, func(b *testing.B) {
			files := scenario(b, name)
			for range b.N {
				b.StopTimer()
				Warm()
				b.StartTimer()
				if _, diags := Compile(files); len(diags) > 0 {
					b.Fatal(diags)
				}
			}
		})
	}
}

func BenchmarkCompileCold(b *testing.B) {
	files := waitgroup(b)
	for range b.N {
		if _, diags := Compile(files); len(diags) > 0 {
			b.Fatal(diags)
		}
	}
}

func BenchmarkWaitgroup(b *testing.B) {
	files := waitgroup(b)
	p, diags := Compile(files)
	if len(diags) > 0 {
		b.Fatal(diags)
	}
	for _, c := range []struct {
		name    string
		noTrace bool
	}{{"without trace", true}, {"with trace", false}} {
		b.Run(c.name, func(b *testing.B) {
			for range b.N {
				if _, err := p.Run(Options{Settings: trace.Settings{Seed: 1, Procs: 1}, NoTrace: c.noTrace}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "runs/s")
		})
	}
}

package engine

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"gopark/scenarios/sched"
	"gopark/scenarios/trace"
)

// bombs are programs that want more than there is. Each ends with an outcome
// that says what there was too much of.
var bombs = []struct {
	name, body string
	kind       trace.Outcome
	text       string
}{
	{"recursion", "func f(n int) int { return 1 + f(n+1) }\n---\nf(0)", trace.OutcomeFatal, overflowText},
	{"recursion of two", "func f(n int) { g(n) }\nfunc g(n int) { f(n) }\n---\nf(0)", trace.OutcomeFatal, overflowText},
	{"recursion through an interface", "type I interface{ M() }\ntype T struct{}\nfunc (t T) M() { var i I = t; i.M() }\n---\nT{}.M()", trace.OutcomeFatal, overflowText},
	{"recursion through a closure", "var f func()\nf = func() { f() }\nf()", trace.OutcomeFatal, overflowText},
	{"recursion through defer", "func f() { defer f() }\n---\nf()", trace.OutcomeFatal, overflowText},
	{"recursion that defers", "func f(n int) { defer func() { recover() }(); f(n + 1) }\n---\nf(0)", trace.OutcomeFatal, overflowText},
	{"recursion through String", "type T struct{}\nfunc (t T) String() string { return fmt.Sprint(t) }\n---\nfmt.Println(T{})", trace.OutcomeFatal, overflowText},
	{"recursion through less", "var less func(i, j int) bool\nless = func(i, j int) bool { sort.Slice([]int{2, 1}, less); return true }\nless(0, 0)", trace.OutcomeFatal, overflowText},
	{"recursion in a goroutine", "func f(n int) { f(n + 1) }\n---\ngo f(0)\nselect {}", trace.OutcomeFatal, overflowText},

	{"slice doubled", "s := []int{1}\nfor {\ns = append(s, s...)\n}", trace.OutcomeLimit, "64 MB of memory (limit)"},
	{"slice of arrays", "var s [][1024]int\nfor {\ns = append(s, [1024]int{})\n}", trace.OutcomeLimit, "64 MB of memory (limit)"},
	{"string doubled", "s := \"x\"\nfor {\ns += s\n}", trace.OutcomeLimit, "64 MB of memory (limit)"},
	{"map", "m := map[int][64]int{}\nfor i := 0; ; i++ {\nm[i] = [64]int{}\n}", trace.OutcomeLimit, "64 MB of memory (limit)"},
	{"list", "type node struct {\nnext *node\nroom [100]int\n}\nvar l *node\nfor {\nl = &node{next: l}\n}", trace.OutcomeLimit, "64 MB of memory (limit)"},
	{"channel of slices", "c := make(chan []byte, 1000)\nfor {\nc <- make([]byte, 1<<20)\n}", trace.OutcomeLimit, "64 MB of memory (limit)"},
	{"one slice", "n := 1 << 40\n_ = make([]byte, n)", trace.OutcomeLimit, "64 MB of memory (limit)"},
	{"large slices in goroutines", "for {\ngo func() {\ns := make([]byte, 1<<20)\nselect {}\n_ = s\n}()\nruntime.Gosched()\n}", trace.OutcomeLimit, "64 MB of memory (limit)"},

	{"standard output", "for {\nfmt.Println(\"hello\")\n}", trace.OutcomeLimit, "bytes of output (limit)"},
	{"standard error", "for {\nprintln(\"hello\")\n}", trace.OutcomeLimit, "bytes of output (limit)"},
	{"large output", "s := strings.Repeat(\"x\", 1<<20)\nfor {\nfmt.Print(s)\n}", trace.OutcomeLimit, "bytes of output (limit)"},

	{"goroutines not begun", "for {\ngo func() {}()\n}", trace.OutcomeLimit, "limit"},
	{"goroutines blocked", "for {\ngo func() { select {} }()\nruntime.Gosched()\n}", trace.OutcomeLimit, "goroutines alive (limit)"},
	{"goroutines sleeping", "for {\ngo time.Sleep(time.Hour)\nruntime.Gosched()\n}", trace.OutcomeLimit, "goroutines alive (limit)"},
	{"goroutines running", "for {\ngo func() {\nfor {\n}\n}()\n}", trace.OutcomeLimit, "limit"},
	{"goroutines that start two", "func f() { go f(); go f(); runtime.Gosched() }\n---\nf()\nselect {}", trace.OutcomeLimit, "goroutines alive (limit)"},
	{"goroutines deep", "func f(n int) {\nif n == 0 {\nselect {}\n}\nf(n - 1)\n}\n---\nfor {\ngo f(300)\nruntime.Gosched()\n}", trace.OutcomeLimit, " MB of "},
	{"timers", "for {\ntime.AfterFunc(time.Hour, func() {})\n}", trace.OutcomeLimit, "limit"},
	{"timers that start timers", "func f() { time.AfterFunc(1, f); time.AfterFunc(1, f) }\n---\nf()\nselect {}", trace.OutcomeLimit, "limit"},
	{"ticker", "for range time.Tick(1) {\n}", trace.OutcomeLimit, "limit"},

	{"loop", "for {\n}", trace.OutcomeLimit, "statements (limit)"},
	{"loop that calls", "func f() {}\n---\nfor {\nf()\n}", trace.OutcomeLimit, "statements (limit)"},
	{"loop by goto", "again:\ngoto again", trace.OutcomeLimit, "statements (limit)"},
	{"loop over select", "c := make(chan int)\nfor {\nselect {\ncase <-c:\ndefault:\n}\n}", trace.OutcomeLimit, "limit"},
	{"loop over Gosched", "for {\nruntime.Gosched()\n}", trace.OutcomeLimit, "limit"},
	{"loop over TryLock", "var mu sync.Mutex\nmu.Lock()\nfor !mu.TryLock() {\n}", trace.OutcomeLimit, "limit"},
	{"loop over the clock", "for time.Now().Year() < 9000 {\n}", trace.OutcomeLimit, "limit"},
	{"loop in less", "sort.Slice([]int{2, 1}, func(i, j int) bool {\nfor {\n}\n})", trace.OutcomeLimit, "statements (limit)"},
	{"loop in String", "type T struct{}\nfunc (t T) String() string {\nfor {\n}\n}\n---\nfmt.Println(T{})", trace.OutcomeLimit, "statements (limit)"},
	{"loop in a deferred call", "defer func() {\nfor {\n}\n}()\npanic(1)", trace.OutcomeLimit, "statements (limit)"},
	{"loop in init", "var x = func() int {\nfor {\n}\n}()\n---\n_ = x", trace.OutcomeLimit, "statements (limit)"},
	{"loop over a function", "for range func(yield func() bool) {\nfor yield() {\n}\n} {\n}", trace.OutcomeLimit, "statements (limit)"},
}

const overflowText = "runtime: goroutine stack exceeds 1000000000-byte limit\nfatal error: stack overflow"

// scarce makes memory scarce for a test, so that it is used up soon.
func scarce(t *testing.T) {
	objects, stacks := maxObjects, maxStacks
	maxObjects, maxStacks = 64<<20, 256<<20
	t.Cleanup(func() { maxObjects, maxStacks = objects, stacks })
}

// Whatever a program wants too much of, the run ends with an outcome that says
// so, and soon; and others can run.
func TestBombs(t *testing.T) {
	hello := compile(t, `fmt.Println("hello")`)
	limits := sched.Limits{Work: 1_000_000, Goroutines: 20_000, Output: 1 << 20, Events: 300_000, Time: DefaultLimits.Time}
	for _, b := range bombs {
		t.Run(b.name, func(t *testing.T) {
			p := compile(t, b.body)
			if b.text != overflowText {
				scarce(t)
			}
			// Far beyond what it takes: a run that never ends would stop all tests.
			stop := time.AfterFunc(time.Minute, p.Stop)
			res := run(t, p, Options{Limits: limits})
			stop.Stop()
			if res.Outcome.Kind != b.kind || !strings.Contains(res.Outcome.Text, b.text) {
				t.Errorf("outcome %v %q, want %v %q", res.Outcome.Kind, res.Outcome.Text, b.kind, b.text)
			}
			if res := run(t, hello, Options{Limits: limits}); res.Outcome.Kind != trace.OutcomeReturn {
				t.Errorf("another program afterwards: %v %q", res.Outcome.Kind, res.Outcome.Text)
			}
		})
	}
}

// Many runs leave nothing behind, neither goroutines nor memory.
func TestManyRuns(t *testing.T) {
	programs := []*Program{compile(t, contended)}
	for _, body := range []string{
		"c := make(chan int)\nfor range 10 {\ngo func() { defer func() {}(); <-c }()\n}\nruntime.Gosched()",
		"var mu sync.Mutex\nmu.Lock()\nmu.Lock()",
		"defer func() { recover(); panic(2) }()\npanic(1)",
		"for range 3 {\ngo func() {\nselect {\ncase <-time.After(time.Hour):\n}\n}()\n}\ntime.Sleep(1)\nos.Exit(3)",
		"for {\n}",
		"var f func(int)\nf = func(n int) {\nif n > 0 {\nf(n - 1)\n}\n}\nf(1000)",
	} {
		programs = append(programs, compile(t, body))
	}
	runs := func(n int) {
		for i := range n {
			o := Options{Settings: trace.Settings{Seed: uint64(i), Policy: trace.Policy(i / len(programs) % 2), Procs: 1 + i%3}, Limits: sched.Limits{Work: 20_000}}
			run(t, programs[i%len(programs)], o)
		}
	}
	settled := func() (goroutines int, heap uint64) {
		deadline := time.Now().Add(5 * time.Second)
		for goroutines = runtime.NumGoroutine(); goroutines > 3 && time.Now().Before(deadline); goroutines = runtime.NumGoroutine() {
			time.Sleep(time.Millisecond)
		}
		runtime.GC()
		runtime.GC() // what finalizers and pools kept
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return goroutines, m.HeapAlloc
	}
	runs(100)
	goroutines, heap := settled()
	runs(1000)
	afterwards, grown := settled()
	if afterwards > goroutines {
		t.Errorf("%d host goroutines, %d before 1,000 runs", afterwards, goroutines)
	}
	if slack := uint64(1 << 20); grown > heap+slack {
		t.Errorf("%d bytes alive, %d before 1,000 runs", grown, heap)
	}
}

// 250,000 goroutines are blocked at once.
func TestBlockedAtOnce(t *testing.T) {
	n := 250_000
	if testing.Short() {
		n = 20_000
	}
	checkPrinted(t, fmt.Sprintf(`
c := make(chan int)
var wg sync.WaitGroup
for i := range %d {
	wg.Add(1)
	go func() {
		<-c
		_ = i
		wg.Done()
	}()
}
time.Sleep(time.Second)
fmt.Println(runtime.NumGoroutine())
close(c)
wg.Wait()
fmt.Println(runtime.NumGoroutine())
`, n), fmt.Sprintf("%d\n1\n", n+1))
}

// A million goroutines are created and end.
func TestMillionGoroutines(t *testing.T) {
	n := 1_000_000
	if testing.Short() {
		n = 50_000
	}
	checkPrinted(t, fmt.Sprintf(`
total := 0
var wg sync.WaitGroup
for i := range %d {
	wg.Add(1)
	go func() {
		total += i %% 2
		wg.Done()
	}()
	if i %% 1000 == 0 {
		wg.Wait()
	}
}
wg.Wait()
fmt.Println(total, runtime.NumGoroutine())
`, n), fmt.Sprintf("%d 1\n", n/2))
}

func checkPrinted(t *testing.T, body, want string) {
	t.Helper()
	var out strings.Builder
	p := compile(t, body)
	start := time.Now()
	res := run(t, p, Options{NoTrace: true, Output: func(fd int, b []byte, at trace.Time) { out.Write(b) }})
	t.Logf("%.1f s", time.Since(start).Seconds())
	if out.String() != want || res.Outcome.Kind != trace.OutcomeReturn {
		t.Errorf("printed %q, want %q; %v %q", out.String(), want, res.Outcome.Kind, res.Outcome.Text)
	}
}

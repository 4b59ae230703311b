package engine

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"gopark/scenarios/sched"
	"gopark/scenarios/trace"
)

func compile(t testing.TB, body string) *Program {
	t.Helper()
	source, _ := program(body)
	p, diags := Compile([]trace.File{{Name: "prog.go", Text: source}})
	if len(diags) > 0 {
		t.Fatalf("%v", diags)
	}
	return p
}

func run(t testing.TB, p *Program, o Options) *Result {
	t.Helper()
	if o.Settings.Procs == 0 {
		o.Settings.Procs = 1
	}
	res, err := p.Run(o)
	if err != nil {
		t.Fatal(err)
	}
	if res.Trace != nil {
		if err := trace.Validate(res.Trace); err != nil {
			t.Errorf("the trace is not valid: %v", err)
		}
	}
	return res
}

const contended = `
var mu sync.Mutex
var wg sync.WaitGroup
total := map[int]int{}
for i := range 8 {
	wg.Go(func() {
		for range 3 {
			mu.Lock()
			total[i%3]++
			mu.Unlock()
			runtime.Gosched()
		}
	})
}
wg.Wait()
for k, v := range total {
	fmt.Println(k, v)
}
fmt.Println(rand.Intn(1000))
`

// A run is determined by the program and the settings, and leaves nothing
// behind in the program that the next run could see.
func TestRunsAreDeterministic(t *testing.T) {
	settings := func(seed uint64, policy trace.Policy, procs int) Options {
		return Options{Settings: trace.Settings{Seed: seed, Policy: policy, Procs: procs}}
	}
	p := compile(t, contended)
	traces := map[string]bool{}
	for _, o := range []Options{settings(1, trace.PolicyGo, 1), settings(2, trace.PolicyGo, 1), settings(3, trace.PolicyRandom, 1), settings(4, trace.PolicyRandom, 2), settings(5, trace.PolicyGo, 3)} {
		first := run(t, p, o)
		again := run(t, p, o)
		fresh := run(t, compile(t, contended), o)
		a := first.Trace.Encode()
		if !bytes.Equal(a, again.Trace.Encode()) {
			t.Errorf("%+v: the second run has another trace", o.Settings)
		}
		if !bytes.Equal(a, fresh.Trace.Encode()) {
			t.Errorf("%+v: a run of the program compiled anew has another trace", o.Settings)
		}
		o.Schedule = first.Schedule
		o.Settings.Seed += 100
		if replayed := run(t, p, o); replayed.Schedule != first.Schedule {
			t.Errorf("%+v: replaying schedule %q made %q", o.Settings, first.Schedule, replayed.Schedule)
		}
		traces[string(a)] = true
	}
	if len(traces) != 5 {
		t.Errorf("5 settings gave %d different traces", len(traces))
	}
}

// Package variables begin anew in each run.
func TestPackageVariablesStartAnew(t *testing.T) {
	p := compile(t, `
var n = 1
var m = map[string]int{}
var s = make([]int, 0, 8)
var once sync.Once
---
n++
m["x"]++
s = append(s, n)
once.Do(func() { n += 10 })
fmt.Println(n, m, s)
`)
	for range 3 {
		var out strings.Builder
		run(t, p, Options{Output: func(fd int, b []byte, at trace.Time) { out.Write(b) }})
		if want := "12 map[x:1] [2]\n"; out.String() != want {
			t.Fatalf("printed %q, want %q", out.String(), want)
		}
	}
}

func TestStop(t *testing.T) {
	for name, body := range map[string]string{
		"loop":      "for {\n}",
		"goto":      "again:\ngoto again",
		"recursion": "var f func(int)\nf = func(n int) { if n < 1000 { f(n + 1) } }\nfor { f(0) }",
		"goroutines": `c := make(chan int)
go func() { for { c <- 1 } }()
for { <-c }`,
		"deferred": "defer func() { for {} }()\nruntime.Goexit()",
	} {
		t.Run(name, func(t *testing.T) {
			p := compile(t, body)
			timer := time.AfterFunc(50*time.Millisecond, p.Stop)
			defer timer.Stop()
			res := run(t, p, Options{NoTrace: true, Limits: sched.Limits{Work: 1 << 60}})
			if res.Outcome.Kind != trace.OutcomeStopped {
				t.Errorf("outcome %v (%s), want stopped", res.Outcome.Kind, res.Outcome.Text)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	for _, c := range []struct {
		name, body string
		limits     sched.Limits
	}{
		{"work", "for {\n}", sched.Limits{Work: 100_000}},
		{"goroutines", "for {\ngo func() { select {} }()\n}", sched.Limits{Goroutines: 100}},
		{"output", "for {\nfmt.Println(1)\n}", sched.Limits{Output: 1000}},
		{"time", "for {\ntime.Sleep(time.Hour)\n}", sched.Limits{Time: trace.Time(100 * time.Hour)}},
		{"memory of a string", "s := \"x\"\nfor {\ns += s\n}", DefaultLimits},
		{"memory of a doubled slice", "s := []int{1}\nfor {\ns = append(s, s...)\n}", DefaultLimits},
		{"memory of a slice", "var s [][1024]int\nfor {\ns = append(s, [1024]int{})\n}", DefaultLimits},
		{"memory of make", "n := 1 << 40\n_ = make([]byte, n)", DefaultLimits},
		{"memory of many", "var l [][]byte\nfor {\nl = append(l, make([]byte, 1<<25))\n}", DefaultLimits},
		{"events", "c := make(chan int, 1)\nfor {\nc <- 1\n<-c\n}", sched.Limits{Events: 1000}},
	} {
		t.Run(c.name, func(t *testing.T) {
			res := run(t, compile(t, c.body), Options{Limits: c.limits})
			if res.Outcome.Kind != trace.OutcomeLimit || !strings.Contains(res.Outcome.Text, "limit") {
				t.Errorf("outcome %v (%s), want a limit", res.Outcome.Kind, res.Outcome.Text)
			}
		})
	}
}

// The traceback has Go's form, with the lines of the source.
func TestCrashText(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"panic", "panic(\"boom\")", "panic: boom\n\ngoroutine 1 [running]:\nmain.main(...)\n\tprog.go:5\n"},
		{"deadlock", "func f(c chan int) { <-c }\n---\nc := make(chan int)\ngo f(c)\nc <- 1\nc <- 1",
			"fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan send]:\nmain.main(...)\n\tprog.go:11\n"},
		{"goroutine", "go func() {\nvar m map[int]int\nm[1] = 1\n}()\nselect {}",
			"panic: assignment to entry in nil map\n\ngoroutine 2 [running]:\nmain.main.func1(...)\n\tprog.go:7\ncreated by main.main in goroutine 1\n\tprog.go:5\n"},
		{"nil pointer", "type T struct{ a, b int }\nvar p *T\nfmt.Println()\nx := 1\np.b = x\n", "goroutine 1 [running]:\nmain.main(...)\n\tprog.go:10\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			res := run(t, compile(t, c.body), Options{})
			if !strings.Contains(res.Crash, c.want) {
				t.Errorf("crash text\n%s\nwant\n%s", res.Crash, c.want)
			}
			if res.Outcome.Status != 2 {
				t.Errorf("exit status %d, want 2", res.Outcome.Status)
			}
		})
	}
}

// However a run ends, no host goroutine is left.
func TestNothingIsLeft(t *testing.T) {
	before := runtime.NumGoroutine()
	for _, body := range []string{
		"for range 100 {\ngo func() { select {} }()\n}\nruntime.Gosched()",
		"for range 100 {\ngo func() { defer func() { recover() }(); <-make(chan int) }()\n}\nruntime.Gosched(); panic(1)",
		"go func() { defer os.Exit(3); select {} }()\nruntime.Gosched(); os.Exit(4)",
		"var wg sync.WaitGroup\nwg.Add(1)\nfor range 10 { go wg.Wait() }\nwg.Wait()",
		"for { go func() { time.Sleep(time.Hour) }() }",
		"go func() { defer fmt.Println(1); runtime.Goexit() }()\nruntime.Goexit()",
	} {
		run(t, compile(t, body), Options{Limits: sched.Limits{Goroutines: 1000, Work: 1_000_000}})
	}
	deadline := time.Now().Add(5 * time.Second)
	for runtime.NumGoroutine() > before && time.Now().Before(deadline) {
		time.Sleep(time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > before {
		buf := make([]byte, 1<<16)
		t.Errorf("%d host goroutines, %d before\n%s", n, before, buf[:runtime.Stack(buf, true)])
	}
}

// The depth of calls belongs to the goroutine: many that are each deep are no
// stack overflow.
func TestDepthBelongsToGoroutine(t *testing.T) {
	p := compile(t, `
func down(n int) int {
	if n == 0 {
		runtime.Gosched()
		return 0
	}
	return 1 + down(n-1)
}
---
var wg sync.WaitGroup
for range 500 {
	wg.Go(func() { down(1000) })
}
wg.Wait()
for range 1000 {
	func() {
		defer func() { recover() }()
		var p *int
		func() { down(500); *p = 1 }()
	}()
}
fmt.Println(down(100_000))
`)
	var out strings.Builder
	res := run(t, p, Options{Output: func(fd int, b []byte, at trace.Time) { out.Write(b) }})
	if out.String() != "100000\n" || res.Outcome.Status != 0 {
		t.Errorf("printed %q, exit %d: %s", out.String(), res.Outcome.Status, res.Outcome.Text)
	}
}

// What cannot be loaded says where in the source.
func TestRefusalsHavePositions(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"runtime.LockOSThread()", "prog.go:6:1"},
		{"fmt.Println(1)\ntime.LoadLocation(\"x\")", "prog.go:8:1"},
	} {
		source, _ := program(c.body)
		_, diags := Compile([]trace.File{{Name: "prog.go", Text: source}})
		if len(diags) == 0 || !strings.HasPrefix(diags[0].String(), c.want) {
			t.Errorf("%s: diagnostics %v, want one at %s", c.body, diags, c.want)
		}
	}
}

func ExampleCompile() {
	p, diags := Compile([]trace.File{{Name: "prog.go", Text: "package main\n\nfunc main() { println(\"hello\"); panic(1) }\n"}})
	if len(diags) > 0 {
		fmt.Println(diags)
		return
	}
	res, err := p.Run(Options{Settings: trace.Settings{Seed: 1, Procs: 1}, Output: func(fd int, b []byte, at trace.Time) { fmt.Printf("%d: %s", fd, b) }})
	fmt.Println(res.Outcome.Kind, res.Outcome.Status, res.Outcome.Text, err)
	// Output:
	// 2: hello
	// panic 2 panic: 1 <nil>
}

// Elements are called after their indexes, whatever those are at the time.
func TestElementsAreNamed(t *testing.T) {
	p, diags := Compile([]trace.File{{Name: "main.go", Text: `package main

import (
	"fmt"
	"sync"
)

type cell struct{ mu sync.Mutex }

const last = 2

func lock(mus []sync.Mutex, i int) {
	mus[(i+1)%len(mus)].Lock()
	mus[(i+1)%len(mus)].Unlock()
}

var forks [3]sync.Mutex

func take(left, right *sync.Mutex) { left.TryLock(); right.Lock() }

func main() {
	mus := make([]sync.Mutex, 3)
	lock(mus, 0)
	lock(mus, 2)
	mus[last].Lock()
	var grid [2][2]cell
	chans := make([]chan int, 2)
	for i := range grid {
		chans[i] = make(chan int)
		for j := range uint8(2) {
			grid[i][j].mu.Lock()
		}
	}
	rooms := map[string]*sync.RWMutex{}
	for _, name := range []string{"hall", "attic"} {
		rooms[name] = new(sync.RWMutex)
		rooms[name].RLock()
	}
	take(&mus[1], &forks[1])
	first := 1
	take(&forks[first-1], &forks[2])
	done := map[string]chan bool{}
	done["x"] = make(chan bool)
	var wgs [1]sync.WaitGroup
	wgs[0].Add(0)
	fmt.Println()
}
`}})
	if diags != nil {
		t.Fatal(diags)
	}
	res, err := p.Run(Options{Settings: trace.Settings{Procs: 1}})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, o := range res.Trace.Objects[1:] {
		names = append(names, o.Name)
	}
	want := `mus[1] mus[0] mus[2] chans[0] grid[0][0].mu grid[0][1].mu chans[1] grid[1][0].mu grid[1][1].mu rooms["hall"] rooms["attic"] forks[1] forks[0] forks[2] done["x"] wgs[0]`
	if got := strings.Join(names, " "); got != want {
		t.Errorf("objects are named\n%s, want\n%s", got, want)
	}
}

// Channels made in one assignment of several values had no names.
func TestObjectsAreNamed(t *testing.T) {
	p, diags := Compile([]trace.File{{Name: "main.go", Text: `package main

type hub struct{ in chan int }

func main() {
	a, b := make(chan int, 1), make(chan string, 1)
	var c chan int
	c = make(chan int, 1)
	h := hub{in: make(chan int, 1)}
	a <- 1
	b <- ""
	c <- 1
	h.in <- 1
}
`}})
	if diags != nil {
		t.Fatal(diags)
	}
	res, err := p.Run(Options{})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, o := range res.Trace.Objects[1:] {
		names = append(names, o.Name)
	}
	if got, want := strings.Join(names, " "), "a b c in"; got != want {
		t.Errorf("objects are named %q, want %q", got, want)
	}
}

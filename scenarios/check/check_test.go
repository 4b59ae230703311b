package check_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"gopark/scenarios/check"
	"gopark/scenarios/engine"
	"gopark/scenarios/lower"
	"gopark/scenarios/trace"
)

// programs are a program, its tests ("": none) and what is found, in the words
// of describe; at is part of the line of the text twin that is shown.
var programs = []struct{ name, program, tests, want, at string }{
	{
		name:    "passes",
		program: `func Two() int { c := make(chan int); go func() { c <- 2 }(); return <-c }`,
		tests:   `func TestTwo(t *testing.T) { if Two() != 2 { t.Error("not two") } }`,
		want:    "passed",
		at:      "exit",
	},
	{
		name:    "one of two tests fails",
		program: `var three = strconv.Itoa(3); func Two() int { return len(three) + 2 }`,
		tests:   `func TestOther(t *testing.T) {}; func TestTwo(t *testing.T) { if Two() != 2 { t.Errorf("it is %d\nnot 2", Two()) } }`,
		want:    `failed TestTwo "check_test.go:5: it is 3\n    not 2"`,
		at:      `print    G3 fd=1 text="--- FAIL: TestTwo`,
	},
	{
		name:    "a goroutine is left",
		program: `var c = make(chan int); func Start() { go func() { c <- 1 }() }`,
		tests:   `func TestStart(t *testing.T) { Start(); go func() { <-make(chan int) }(); time.Sleep(1) }`,
		want:    `left G3 main.Start.func1 "chan send" c; left G4 main.TestStart.func1 "chan receive"`,
		at:      "exit",
	},
	{
		name:    "deadlock",
		program: `func Wait() { <-make(chan int) }`,
		tests:   `func TestWait(t *testing.T) { Wait() }`,
		want:    `failed TestWait ""`,
		at:      `exit     - outcome=deadlock`,
	},
	{
		name:    "deadlock of two",
		program: `func Wait() { c := make(chan int); go func() { c <- 1; <-c }(); <-c; select {} }`,
		tests:   `func TestWait(t *testing.T) { Wait() }`,
		want:    `failed TestWait ""; left G3 main.Wait.func1 "chan receive" c`,
		at:      `exit     - outcome=deadlock`,
	},
	{
		name:    "a goroutine is left in a bubble",
		program: `func Start() { go func() { c := make(chan int); c <- 1 }() }`,
		tests:   `func TestStart(t *testing.T) { synctest.Test(t, func(t *testing.T) { Start() }) }`,
		want:    `failed TestStart ""; left G5 main.Start.func1 "chan send" c`,
		at:      `panic    G2`,
	},
	{
		name:    "a goroutine panics",
		program: `func Run() { d := make(chan int); go func() { panic("no") }(); <-d }`,
		tests:   `func TestRun(t *testing.T) { Run() }`,
		want:    `failed TestRun ""`,
		at:      `panic    G3`,
	},
	{
		name:    "the program exits before its test is over",
		program: `func Run() { os.Exit(0) }`,
		tests:   `func TestRun(t *testing.T) { Run() }`,
		want:    `failed TestRun ""`,
		at:      "exit",
	},
	{
		name:    "it does not end",
		program: `func Run() { for {} }`,
		tests:   `func TestRun(t *testing.T) { Run() }`,
		want:    `failed TestRun ""`,
		at:      `exit     G2 outcome=limit`,
	},
	{
		name:    "a mutex is barred in the program, not in its tests",
		program: `var mu sync.Mutex; func Run() { mu.Lock(); mu.Unlock() }`,
		tests:   `func TestRun(t *testing.T) { var own sync.Mutex; own.Lock(); own.Unlock(); Run() }`,
		want:    `barred mu`,
		at:      `make     G2 obj=#3(mu)`,
	},
	{
		name:    "without tests",
		program: `func main() { go func() { select {} }(); time.Sleep(1) }`,
		want:    `left G2 main.main.func1 "select (no cases)"`,
		at:      "exit",
	},
	{
		name:    "without tests, status 3",
		program: `func main() { os.Exit(3) }`,
		want:    ``,
		at:      "exit",
	},
}

func describe(t *trace.Trace, v check.Verdict) string {
	var parts []string
	if v.Passed {
		parts = append(parts, "passed")
	}
	for _, f := range v.Failed {
		parts = append(parts, fmt.Sprintf("failed %s %q", f.Name, f.Output))
	}
	for _, l := range v.Left {
		parts = append(parts, strings.TrimSpace(fmt.Sprintf("left %v %s %q %s", l.G, l.Func, l.Reason, l.On)))
	}
	for _, o := range v.Barred {
		parts = append(parts, "barred "+t.Objects[o].Name)
	}
	return strings.Join(parts, "; ")
}

// file adds the clauses that a program needs.
func file(name, text string) trace.File {
	var imports []string
	for _, p := range []string{"os", "strconv", "sync", "testing", "testing/synctest", "time"} {
		if strings.Contains(text, path.Base(p)+".") {
			imports = append(imports, fmt.Sprintf("import %q", p))
		}
	}
	return trace.File{Name: name, Text: "package main\n\n" + strings.Join(imports, "; ") + "\n\n" + text + "\n"}
}

func run(t *testing.T, files ...trace.File) *trace.Trace {
	t.Helper()
	p, diags := engine.Compile(files)
	if len(diags) > 0 {
		t.Fatal(lower.Format(diags))
	}
	res, err := p.Run(engine.Options{Settings: trace.Settings{Procs: 1, Seed: 1}, Limits: engine.CheckLimits})
	if err != nil {
		t.Fatal(err)
	}
	return res.Trace
}

func TestJudge(t *testing.T) {
	for _, p := range programs {
		t.Run(p.name, func(t *testing.T) {
			files := []trace.File{file("main.go", p.program)}
			if p.tests != "" {
				files = append(files, file("check_test.go", p.tests))
			}
			tr := run(t, files...)
			v := check.Judge(tr, []string{"mutex"})
			if got := describe(tr, v); got != p.want {
				t.Errorf("got  %s\nwant %s", got, p.want)
			}
			var twin strings.Builder
			if err := trace.WriteText(&twin, tr); err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(strings.TrimSpace(twin.String()), "\n")
			shown := lines[len(lines)-tr.Len()+int(v.Step)-1]
			if !strings.Contains(shown, p.at) {
				t.Errorf("step %d is shown: %s\nwant %s", v.Step, shown, p.at)
			}
		})
	}
}

func TestCost(t *testing.T) {
	tr := run(t, file("main.go", `func main() {
	c := make(chan int)
	var wg sync.WaitGroup
	wg.Add(2)
	for range 2 {
		go func() { defer wg.Done(); time.Sleep(5); c <- 1 }()
	}
	<-c
	<-c
	wg.Wait()
}`))
	cost := check.Judge(tr, nil).Cost
	if cost.Steps != tr.Len() || cost.Goroutines != 3 || cost.Time != 5 {
		t.Errorf("the cost is %+v, want %d steps, 3 goroutines and 5 ns", cost, tr.Len())
	}
	if want := []check.Use{{Kind: trace.ObjChan, Count: 1}, {Kind: trace.ObjWaitGroup, Count: 1}}; !slices.Equal(cost.Objects, want) {
		t.Errorf("the objects are %v, want %v", cost.Objects, want)
	}
	if cost.Switches < 5 {
		t.Errorf("%d switches, want main and each goroutine before and after its sleep", cost.Switches)
	}
}

// Package testing is the part of the original that tests use. It prints what
// the original prints, and starts, parks and releases goroutines as it does
// (testing/testing.go: tRunner, T.Run, T.Parallel).
package testing

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// The engine provides these.

func here() string                // file and line of the program where it called the library
func spawn(name string, f func()) // go f(), by another name

type TB interface {
	Attr(key, value string)
	Cleanup(func())
	Context() context.Context
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Setenv(key, value string)
	Chdir(dir string)
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
	TempDir() string
	private()
}

const indent = "    "

// common is what tests, subtests and the root that runs them have in common.
type common struct {
	name     string
	parent   *common
	output   []byte // what waits until the test is over
	failed   bool
	skipped  bool
	finished bool // the function returned, or left by FailNow or SkipNow
	parallel bool
	bubble   bool // runs in a synctest bubble
	ran      bool
	hasSub   bool
	cleaning bool
	subs     []*T      // parallel ones
	level    int       // 0: the root; for match.go
	signal   chan bool // to who started it: it is over, or calls Parallel
	barrier  chan bool // closed when the parallel subtests may go on
	cleanups []func()
	start    time.Time
	duration time.Duration
	ctx      context.Context
	cancel   context.CancelFunc
	slots    *slots
}

// slots limits how many parallel tests run at once.
type slots struct {
	running, waiting, most int
	start                  chan bool
}

func (s *slots) take() {
	if s.running < s.most {
		s.running++
		return
	}
	s.waiting++
	<-s.start
}

func (s *slots) release() {
	if s.waiting == 0 {
		s.running--
		return
	}
	s.waiting--
	s.start <- true
}

var verbose bool
var selected *matcher // the tests to run
var lastName string   // of the test that printed last

// update prints a line that says which test the next lines are about.
func update(name, text string) {
	lastName = name
	fmt.Fprint(os.Stdout, text)
}

func (c *common) log(text string) {
	if c.bubble {
		c.parent.logAt(here(), text)
		return
	}
	c.logAt(here(), text)
}

func (c *common) logAt(where, text string) {
	text = strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+indent+indent)
	text = where + ": " + text + "\n"
	if !verbose {
		c.output = append(c.output, indent+text...)
		return
	}
	if lastName != "" && lastName != c.name {
		fmt.Fprintf(os.Stdout, "=== NAME  %s\n", c.name)
	}
	lastName = c.name
	fmt.Fprint(os.Stdout, indent+text)
}

// tell hands a line and the output so far to the parent.
func (c *common) tell(line string) {
	text := line + string(c.output)
	c.output = nil
	p := c.parent
	if p.parent == nil {
		update(c.name, text)
		return
	}
	for _, l := range strings.SplitAfter(text, "\n") {
		if l != "" {
			p.output = append(p.output, indent+l...)
		}
	}
}

func (c *common) report() {
	took := "(" + strconv.FormatFloat(c.duration.Seconds(), 'f', 2, 64) + "s)\n"
	switch {
	case c.parent == nil || c.bubble:
	case c.failed:
		c.tell("--- FAIL: " + c.name + " " + took)
	case verbose && c.skipped:
		c.tell("--- SKIP: " + c.name + " " + took)
	case verbose:
		c.tell("--- PASS: " + c.name + " " + took)
	}
}

func (c *common) Name() string  { return c.name }
func (c *common) Failed() bool  { return c.failed }
func (c *common) Skipped() bool { return c.skipped }
func (c *common) Helper()       {}
func (c *common) private()      {}

func (c *common) Fail() {
	if c.parent != nil {
		c.parent.Fail()
	}
	c.failed = true
}

func (c *common) FailNow() {
	c.Fail()
	c.finished = true
	runtime.Goexit()
}

func (c *common) SkipNow() {
	c.skipped = true
	c.finished = true
	runtime.Goexit()
}

func (c *common) Log(args ...any)                 { c.log(fmt.Sprintln(args...)) }
func (c *common) Logf(format string, args ...any) { c.log(fmt.Sprintf(format, args...)) }

func (c *common) Error(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.Fail()
}

func (c *common) Errorf(format string, args ...any) {
	c.log(fmt.Sprintf(format, args...))
	c.Fail()
}

func (c *common) Fatal(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.FailNow()
}

func (c *common) Fatalf(format string, args ...any) {
	c.log(fmt.Sprintf(format, args...))
	c.FailNow()
}

func (c *common) Skip(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.SkipNow()
}

func (c *common) Skipf(format string, args ...any) {
	c.log(fmt.Sprintf(format, args...))
	c.SkipNow()
}

func (c *common) Cleanup(f func()) { c.cleanups = append(c.cleanups, f) }

// Context makes the context when somebody asks for it.
func (c *common) Context() context.Context {
	if c.ctx == nil {
		c.ctx, c.cancel = context.WithCancel(context.Background())
		if c.cleaning {
			c.cancel()
		}
	}
	return c.ctx
}

func (c *common) Attr(key, value string) {
	update(c.name, "=== ATTR  "+c.name+" "+key+" "+value+"\n")
}

func (c *common) Setenv(key, value string) {
	old, had := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		c.Fatalf("cannot set environment variable: %v", err)
	}
	c.Cleanup(func() {
		if had {
			os.Setenv(key, old)
		} else {
			os.Unsetenv(key)
		}
	})
}

// There is no file system.

func (c *common) Chdir(dir string)
func (c *common) TempDir() string

func (c *common) cleanUp() {
	c.cleaning = true
	if c.cancel != nil {
		c.cancel()
	}
	for len(c.cleanups) > 0 {
		f := c.cleanups[len(c.cleanups)-1]
		c.cleanups = c.cleanups[:len(c.cleanups)-1]
		f()
	}
}

type T struct{ common }

func newT(name string, parent *common) *T {
	t := &T{}
	t.name, t.parent, t.slots, t.level = name, parent, parent.slots, parent.level+1
	t.barrier, t.signal = make(chan bool), make(chan bool, 1)
	return t
}

func (t *T) Run(name string, f func(t *T)) bool {
	switch {
	case t.bubble:
		panic("testing: t.Run called inside synctest bubble")
	case t.cleaning:
		panic("testing: t.Run called during t.Cleanup")
	}
	t.hasSub = true
	name, ok, _ := selected.fullName(&t.common, name)
	if !ok {
		return true
	}
	sub := newT(name, &t.common)
	if verbose {
		update(sub.name, "=== RUN   "+sub.name+"\n")
	}
	spawn(sub.name, func() { tRunner(sub, f) })
	if !<-sub.signal {
		runtime.Goexit()
	}
	return !sub.failed
}

func (t *T) Parallel() {
	switch {
	case t.parallel:
		panic("testing: t.Parallel called multiple times")
	case t.bubble:
		panic("testing: t.Parallel called inside synctest bubble")
	}
	t.parallel = true
	t.duration += time.Since(t.start)
	t.parent.subs = append(t.parent.subs, t)
	if verbose {
		update(t.name, "=== PAUSE "+t.name+"\n")
	}
	t.signal <- true
	<-t.parent.barrier
	t.slots.take()
	if verbose {
		update(t.name, "=== CONT  "+t.name+"\n")
	}
	t.start = time.Now()
}

func (t *T) Deadline() (deadline time.Time, ok bool) { return time.Time{}, false }

var errGoexit = fmt.Errorf("test executed panic(nil) or runtime.Goexit")

func tRunner(t *T, f func(t *T)) {
	defer func() {
		v := recover()
		signal := true
		if !t.finished && v == nil {
			v = errGoexit
			for p := t.parent; p != nil; p = p.parent {
				if p.finished {
					if !t.parallel {
						t.Errorf("%v: subtest may have called FailNow on a parent test", v)
						v = nil
					}
					signal = false
					break
				}
			}
		}
		if v != nil {
			t.Fail()
			t.cleanUp()
			for c := &t.common; !c.bubble && c.parent != nil; c = c.parent {
				c.duration += time.Since(c.start)
				c.failed = true
				c.report()
			}
			panic(v)
		}
		t.duration += time.Since(t.start)
		if len(t.subs) > 0 {
			t.slots.release()
			close(t.barrier)
			for _, sub := range t.subs {
				<-sub.signal
			}
			began := time.Now()
			t.cleanUp()
			t.duration += time.Since(began)
			if !t.parallel {
				t.slots.take()
			}
		} else if t.parallel {
			t.slots.release()
		}
		t.report()
		if t.parent != nil && !t.hasSub {
			for c := &t.common; c != nil; c = c.parent {
				c.ran = true
			}
		}
		t.signal <- signal
	}()
	defer func() {
		if len(t.subs) == 0 {
			t.cleanUp()
		}
	}()
	t.start = time.Now()
	f(t)
	t.finished = true
}

// InternalTest is a test function and its name.
type InternalTest struct {
	Name string
	F    func(*T)
}

// M runs the tests of a program.
type M struct {
	tests    []InternalTest
	examples []InternalExample
	code     int
}

// InternalExample is an example function, its name and what it should print.
type InternalExample struct {
	Name      string
	F         func()
	Output    string
	Unordered bool
}

func (m *M) Run() int {
	run, skip := "", ""
	for i := 1; i < len(os.Args); i++ {
		name, value, joined := strings.Cut(os.Args[i], "=")
		next := func() string {
			if !joined && i+1 < len(os.Args) {
				i++
				value = os.Args[i]
			}
			return value
		}
		switch strings.Replace(name, "-test.", "-", 1) {
		case "-v":
			verbose = !joined || value == "true"
		case "-run":
			run = next()
		case "-skip":
			skip = next()
		}
	}
	selected = newMatcher(regexp.MatchString, run, "-test.run", skip)
	ran := false
	root := &T{}
	root.slots = &slots{running: 1, most: runtime.GOMAXPROCS(0), start: make(chan bool)}
	root.signal, root.barrier = make(chan bool, 1), make(chan bool)
	tRunner(root, func(t *T) {
		for _, test := range m.tests {
			t.Run(test.Name, test.F)
		}
	})
	<-root.signal
	ok := !root.failed
	for _, e := range m.examples {
		if _, chosen, _ := selected.fullName(nil, e.Name); !chosen {
			continue
		}
		ran = true
		ok = runExample(e) && ok
	}
	if !ran && !root.ran {
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	if ok {
		fmt.Fprintln(os.Stdout, "PASS")
		m.code = 0
	} else {
		fmt.Fprintln(os.Stdout, "FAIL")
		m.code = 1
	}
	return m.code
}

// The engine keeps what is printed to standard output between these.
func beginCapture()
func endCapture() string

func runExample(e InternalExample) (ok bool) {
	if verbose {
		fmt.Fprintf(os.Stdout, "=== RUN   %s\n", e.Name)
	}
	began := time.Now()
	beginCapture()
	finished := false
	var got string
	defer func() {
		v := recover()
		printed := endCapture()
		got = strings.TrimSpace(printed)
		took := strconv.FormatFloat(time.Since(began).Seconds(), 'f', 2, 64)
		want := strings.TrimSpace(e.Output)
		fail := ""
		if e.Unordered {
			if sortedLines(got) != sortedLines(want) && v == nil {
				fail = fmt.Sprintf("got:\n%s\nwant (unordered):\n%s\n", printed, e.Output)
			}
		} else if got != want && v == nil {
			fail = fmt.Sprintf("got:\n%s\nwant:\n%s\n", got, want)
		}
		switch {
		case fail != "" || v != nil || !finished:
			fmt.Fprintf(os.Stdout, "--- FAIL: %s (%ss)\n%s", e.Name, took, fail)
		case verbose:
			fmt.Fprintf(os.Stdout, "--- PASS: %s (%ss)\n", e.Name, took)
		}
		if v != nil {
			panic(v)
		}
		ok = fail == "" && finished
	}()
	e.F()
	finished = true
	return true
}

func sortedLines(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		for j := i; j > 0 && lines[j] < lines[j-1]; j-- {
			lines[j], lines[j-1] = lines[j-1], lines[j]
		}
	}
	return strings.Join(lines, "\n")
}

// MainStart runs a program's tests by main, its TestMain if it has one. The
// engine adds what the go command says at the end.
func MainStart(tests []InternalTest, examples []InternalExample, main func(*M)) {
	m := &M{tests: tests, examples: examples}
	if main == nil {
		m.Run()
	} else {
		main(m)
	}
	os.Exit(m.code)
}

func Short() bool       { return false }
func Verbose() bool     { return verbose }
func Testing() bool     { return true }
func CoverMode() string { return "" }

// RunBubble runs f as the test t inside a bubble, for package synctest.
func RunBubble(t *T, f func(*T)) (ok bool) {
	in := newT(t.name, &t.common)
	in.bubble = true
	spawn(in.name, func() { tRunner(in, f) })
	return <-in.signal && !in.failed
}

// B is a benchmark: go test runs none unless asked to.
type B struct {
	common
	N int
}

func (b *B) Loop() bool                          { return false }
func (b *B) ResetTimer()                         {}
func (b *B) StartTimer()                         {}
func (b *B) StopTimer()                          {}
func (b *B) ReportAllocs()                       {}
func (b *B) SetBytes(n int64)                    {}
func (b *B) ReportMetric(n float64, unit string) {}
func (b *B) Elapsed() time.Duration              { return 0 }
func (b *B) SetParallelism(p int)                {}
func (b *B) Run(name string, f func(b *B)) bool  { return true }
func (b *B) RunParallel(body func(*PB))          {}

type PB struct{ _ int }

func (pb *PB) Next() bool { return false }

// F is a fuzz test.
type F struct{ common }

func (f *F) Add(args ...any)
func (f *F) Fuzz(ff any)

// AllocsPerRun cannot be measured here.
func AllocsPerRun(runs int, f func()) (avg float64)

package sched

import (
	"bytes"
	"fmt"
	"runtime"
	"testing"
	"time"

	"gopark/scenarios/trace"
)

// prog is what a test program does its operations with. The site of every
// operation is 1 and its name "x".
type prog struct {
	*Machine
}

const at = trace.SiteID(1)

func (p prog) say(args ...any) {
	p.Print(at, 1, fmt.Appendln(nil, args...))
}

func (p prog) goes(f func()) { p.Go(at, "main.f", f) }

func (p prog) work(n int64) {
	left := p.Budget()
	for range n {
		if *left--; *left < 0 {
			p.Slice(at)
		}
	}
}

func (p prog) chanOf(cap int) *Chan {
	return p.MakeChan(at, "chan int", cap, func(v any) string { return fmt.Sprint(v) })
}

func (p prog) recv(c *Chan) any {
	v, _ := p.Recv(at, c)
	return v
}

func (p prog) sel(hasDefault bool, cases ...Case) (int, any, bool) {
	sites := make([]trace.SiteID, len(cases))
	for i := range sites {
		sites[i] = at
	}
	return p.Select(at, sites, cases, hasDefault)
}

func (p prog) condOf(mu *Mutex) *Cond {
	return &Cond{
		Lock:   func(at trace.SiteID) { p.Lock(at, mu) },
		Unlock: func(at trace.SiteID) { p.Unlock(at, mu) },
	}
}

// catch prints what f panics with, after the words.
func (p prog) catch(f func(), words ...any) {
	defer func() {
		if v := recover(); !p.Dead() {
			p.say(append(words, v)...)
		}
	}()
	f()
}

func (p prog) goexit() {
	p.Goexited(at)
	runtime.Goexit()
}

func timeOf(v any) trace.Time { return trace.Time(v.(int)) }

func sprint(args ...any) string { return fmt.Sprint(args...) }

// ran is a finished test run.
type ran struct {
	Outcome
	out   string // see playback
	trace *trace.Trace
	m     *Machine
}

var testFiles = []trace.File{{Name: "main.go", Text: "x\n"}}

var testSites = []trace.Site{{}, {File: 0, Line: 1, Col: 1, Func: "main.main", Operand: "x"}}

// runProg runs a test program, checks that its trace is valid and that it
// leaves no host goroutine behind.
func runProg(t testing.TB, c Config, f func(prog)) ran {
	t.Helper()
	if c.Settings.Procs == 0 {
		c.Settings.Procs = 1
	}
	before := runtime.NumGoroutine()
	c.Recorder = trace.NewRecorder(testFiles, testSites, c.Settings)
	var out playback
	c.Output = out.write
	m, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	m.TimeValue = func(t trace.Time) any { return t }
	r := ran{m: m}
	r.Outcome = m.Run(func() { f(prog{Machine: m}) })
	r.out = out.String()
	r.trace = c.Recorder.Finish(m.Schedule())
	if err := trace.Validate(r.trace); err != nil {
		var b bytes.Buffer
		trace.WriteText(&b, r.trace)
		text := b.String()
		if len(text) > 6000 {
			text = text[:3000] + "\n...\n" + text[len(text)-3000:]
		}
		t.Fatalf("invalid trace: %v\n%s", err, text)
	}
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; {
		if time.Now().After(deadline) {
			t.Fatalf("%d host goroutines before the run, %d after", before, runtime.NumGoroutine())
		}
		runtime.Gosched()
	}
	return r
}

// playback is the output of a program with a mark where time has passed, as
// "@1.5s" on a line of its own.
type playback struct {
	bytes.Buffer
	at trace.Time
}

func (p *playback) write(fd int, b []byte, t trace.Time) {
	if t != p.at {
		p.at = t
		fmt.Fprintf(p, "@%v\n", time.Duration(t))
	}
	p.Write(b)
}

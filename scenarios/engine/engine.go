// Package engine runs programs: it compiles them with package lower, hands the
// lowered form to the interpreter (yaegi), provides what it calls, and lets
// package sched decide who runs. It is the only package that knows the
// interpreter.
//
// # Vocabulary
//
// A Program is compiled once and run many times, one run at a time. The
// outcome of a run is how it ended in Go's own terms; a diagnostic says why a
// program cannot be run at all.
package engine

import (
	"errors"
	"fmt"
	"io"
	goruntime "runtime"
	"strings"
	"sync"

	"github.com/traefik/yaegi/interp"

	"gopark/scenarios/lower"
	"gopark/scenarios/sched"
	"gopark/scenarios/trace"
)

// DefaultLimits are what a run may use unless told otherwise.
var DefaultLimits = sched.Limits{
	Work:       500_000_000,
	Goroutines: 1_000_000,
	Output:     16 << 20,
	Events:     10_000_000,
	Time:       trace.Time(100 * 365 * 24 * 60 * 60 * 1e9), // a sleep costs nothing
}

// BrowserLimits keep a run within what a browser tab can hold.
var BrowserLimits = sched.Limits{
	Work:       20_000_000,
	Goroutines: 1_000_000, // memory ends it before
	Output:     4 << 20,
	Events:     2_000_000,
	Time:       DefaultLimits.Time,
}

// CheckLimits are those of a program that is run in many schedules to be
// checked: it is small, and one that does not end is soon given up.
var CheckLimits = sched.Limits{
	Work:       2_000_000,
	Goroutines: 10_000,
	Output:     256 << 10,
	Events:     200_000,
	Time:       DefaultLimits.Time,
}

// Options are the settings of one run.
type Options struct {
	Settings trace.Settings
	Schedule string
	Limits   sched.Limits
	NoTrace  bool                                 // record nothing
	Output   func(fd int, b []byte, t trace.Time) // called for each write; may be nil
}

// Result is a finished run.
type Result struct {
	Outcome  sched.Outcome
	Trace    *trace.Trace // nil with NoTrace
	Schedule string
	// Crash is what Go prints to standard error when the program crashes:
	// the message, then a traceback.
	Crash string
}

// Program is a compiled program.
type Program struct {
	low  *lower.Program
	r    *host
	main func()

	mu      sync.Mutex
	machine *sched.Machine // of the current run
}

// interpreter is a prepared interpreter with the runtime it calls.
type interpreter struct {
	i *interp.Interpreter
	r *host
}

func newInterpreter() (*interpreter, error) {
	r := newHost()
	i := interp.New(interp.Options{Stderr: unwinding{}, Stdout: io.Discard, Stdin: strings.NewReader(""), Args: []string{"main"}})
	if err := i.Use(r.exports()); err != nil {
		return nil, err
	}
	return &interpreter{i, r}, nil
}

var (
	spareMu sync.Mutex
	spare   *interpreter
)

// Warm prepares an interpreter in advance, so that the next Compile does not
// wait for it.
func Warm() {
	spareMu.Lock()
	defer spareMu.Unlock()
	if spare == nil {
		spare, _ = newInterpreter()
	}
}

func takeInterpreter() (*interpreter, error) {
	spareMu.Lock()
	in := spare
	spare = nil
	spareMu.Unlock()
	if in != nil {
		return in, nil
	}
	return newInterpreter()
}

// Compile compiles a program. If there are diagnostics, the program is nil.
func Compile(files []trace.File) (*Program, []lower.Diagnostic) {
	low, diags := lower.Compile(files)
	if len(diags) > 0 {
		return nil, diags
	}
	p, err := load(low)
	var refused refusal
	if errors.As(err, &refused) {
		refused.at.Message = refused.Error()
		return nil, []lower.Diagnostic{refused.at}
	}
	if err != nil {
		d := lower.Diagnostic{File: files[0].Name, Line: 1, Col: 1, Message: err.Error(), Kind: lower.KindUnsupported}
		return nil, []lower.Diagnostic{d}
	}
	return p, nil
}

// refusal is what the engine cannot run, and where the program uses it.
type refusal struct {
	at  lower.Diagnostic
	err error
}

func (r refusal) Error() string { return r.err.Error() }

func load(low *lower.Program) (p *Program, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("this program is too much for the interpreter: %v", v)
		}
	}()
	in, err := takeInterpreter()
	if err != nil {
		return nil, err
	}
	if err := in.r.load(low); err != nil {
		return nil, err
	}
	exports, err := in.r.programExports(low)
	if err != nil {
		return nil, err
	}
	if len(exports["rt/rt"]) > 0 {
		if err := in.i.Use(exports); err != nil {
			return nil, err
		}
	}
	if _, err := in.i.Eval(low.Source); err != nil {
		return nil, fmt.Errorf("the interpreter rejects the lowered program: %w", err)
	}
	methods, err := function(in.i, "main.Methods")
	if err != nil {
		return nil, err
	}
	methods()
	main, err := function(in.i, "main.Main")
	if err != nil {
		return nil, err
	}
	return &Program{low: low, r: in.r, main: main}, nil
}

func function(i *interp.Interpreter, name string) (func(), error) {
	v, err := i.Eval(name)
	if err != nil {
		return nil, err
	}
	f, ok := v.Interface().(func())
	if !ok {
		return nil, errors.New(name + " is not a function")
	}
	return f, nil
}

// Lowered is the lowered source, for those who work on the engine.
func (p *Program) Lowered() string { return p.low.Source }

// Run runs the program. The error is about the options (an unreadable
// schedule), or a mistake inside the engine.
func (p *Program) Run(o Options) (*Result, error) {
	var rec *trace.Recorder
	if o.Settings.Procs < 1 {
		o.Settings.Procs = 1
	}
	if !o.NoTrace {
		rec = trace.NewRecorder(p.low.Files, p.low.Sites, o.Settings)
	}
	if o.Limits == (sched.Limits{}) {
		o.Limits = DefaultLimits
	}
	m, err := sched.New(sched.Config{Settings: o.Settings, Schedule: o.Schedule, Limits: o.Limits, Recorder: rec, Output: o.Output, Budget: p.r.left, Portion: workPortion, Own: p.r.own, Operand: p.r.operand, Entry: func(fn string) trace.SiteID { return p.low.Entries[fn] }})
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	p.machine = m
	p.mu.Unlock()
	p.r.start(m)
	out := m.Run(p.r.body(trace.NoSite, p.main))
	p.r.endCoroutines()
	p.r.clean()
	res := &Result{Outcome: out, Schedule: m.Schedule(), Crash: p.crashText(out)}
	if rec != nil {
		res.Trace = rec.Finish(m.Schedule())
	}
	if p.r.internal != "" {
		return res, errors.New("internal error: " + p.r.internal)
	}
	return res, nil
}

// Stop ends the current run. It may be called from any goroutine.
func (p *Program) Stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.machine != nil {
		p.machine.Stop()
	}
}

// crashText is Go's message and traceback for a program that crashed.
func (p *Program) crashText(out sched.Outcome) string {
	switch out.Kind {
	case trace.OutcomePanic, trace.OutcomeFatal, trace.OutcomeDeadlock:
	default:
		return ""
	}
	var b strings.Builder
	b.WriteString(out.Text)
	b.WriteString("\n")
	for _, g := range out.Goroutines {
		fmt.Fprintf(&b, "\ngoroutine %d [%s]:\n", g.ID, g.Status())
		p.frame(&b, g.Func, g.Site)
		if g.Parent != trace.NoG {
			made := p.low.Sites[g.Made]
			fmt.Fprintf(&b, "created by %s in goroutine %d\n", made.Func, g.Parent)
			fmt.Fprintf(&b, "\t%s:%d\n", p.low.Files[made.File].Name, made.Line)
		}
	}
	return b.String()
}

func (p *Program) frame(b *strings.Builder, fn string, at trace.SiteID) {
	if at != trace.NoSite {
		s := p.low.Sites[at]
		fmt.Fprintf(b, "%s(...)\n\t%s:%d\n", s.Func, p.low.Files[s.File].Name, s.Line)
		return
	}
	fmt.Fprintf(b, "%s(...)\n", fn)
}

func goexit() { goruntime.Goexit() }

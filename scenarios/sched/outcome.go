package sched

import (
	"runtime"
	"slices"
	"strconv"
	"time"

	"gopark/scenarios/trace"
)

// Outcome is how a run ended.
type Outcome struct {
	Kind   trace.Outcome
	Status int    // exit status of the program
	Text   string // Go's words, as far as this package knows them: "fatal error: all goroutines are asleep - deadlock!"
	G      trace.GID
	Time   trace.Time // virtual time of the end

	// Goroutines are those of Go's traceback: the one that crashed, or at a
	// deadlock all, in order of creation. Nil when the program did not crash.
	Goroutines []Goroutine
}

// Goroutine describes a goroutine that was alive when the program crashed.
type Goroutine struct {
	ID     trace.GID
	Func   string
	State  trace.GState
	Reason trace.Reason // while Blocked
	Site   trace.SiteID // where it last acted
	Made   trace.SiteID // the go statement
	Parent trace.GID
}

// Status is the state as Go's tracebacks name it: "running", "runnable" or the
// wait reason.
func (g Goroutine) Status() string {
	switch g.State {
	case trace.Running:
		return "running"
	case trace.Blocked:
		return g.Reason.String()
	}
	return "runnable"
}

// RuntimeError is the panic value for an operation that Go answers with a
// runtime.Error. Its text is all that Go prints.
type RuntimeError string

func (e RuntimeError) Error() string { return string(e) }

// Misuse is the panic value where Go's library panics with a plain string.
type Misuse string

// finish ends the run: the last event is recorded and nothing runs any more.
func (m *Machine) finish(by trace.GID, kind trace.Outcome, status int, text string) {
	if m.over {
		return
	}
	if m.choices.misfit != "" {
		kind, status, text = trace.OutcomeLimit, 0, m.choices.misfit
	}
	m.outcome = Outcome{Kind: kind, Status: status, Text: text, G: by, Time: m.clock}
	switch kind {
	case trace.OutcomePanic, trace.OutcomeFatal, trace.OutcomeDeadlock:
		m.outcome.Goroutines = m.traceback(by)
		if kind != trace.OutcomeDeadlock { // runtime/panic.go: dopanic_m; GOTRACEBACK=single
			m.outcome.Goroutines = m.outcome.Goroutines[:1]
		}
	}
	e := m.event(trace.KExit, nil, trace.NoSite)
	if by != trace.NoG {
		e.G, e.Site = by, m.cur.site
	}
	e.Arg, e.Aux, e.Text = int64(kind), int64(status), text
	m.add(e)
	m.over = true
	*m.left, m.held = -1, 0 // the next statement of anything still unwinding calls Slice
}

// quit ends the run from within g, which does not return.
func (m *Machine) quit(g *gor, kind trace.Outcome, status int, text string) {
	m.finish(g.id, kind, status, text)
	runtime.Goexit()
}

func (m *Machine) traceback(first trace.GID) []Goroutine {
	var gs []Goroutine
	for _, g := range m.live {
		gs = append(gs, Goroutine{g.id, g.fn, g.state, g.reason, g.site, g.made, g.parent})
	}
	slices.SortFunc(gs, func(a, b Goroutine) int {
		if (a.ID == first) != (b.ID == first) {
			if a.ID == first {
				return -1
			}
			return 1
		}
		return int(a.ID) - int(b.ID)
	})
	return gs
}

// deadlock is the end of runtime/proc.go: checkdead.
func (m *Machine) deadlock() {
	text := "fatal error: all goroutines are asleep - deadlock!"
	if len(m.live) == 0 {
		text = "fatal error: no goroutines (main called runtime.Goexit) - deadlock!"
	}
	if m.awaitsSignal {
		m.finish(trace.NoG, trace.OutcomeLimit, 0, "stopped: all goroutines wait, and the signal that would end that never comes")
		return
	}
	m.finish(trace.NoG, trace.OutcomeDeadlock, 2, text)
}

// AwaitsSignal says that the program asked to be told of signals. From then on
// Go reports no deadlock, since a signal might come (os/signal: a goroutine
// waits for them). None does here.
func (m *Machine) AwaitsSignal() { m.awaitsSignal = true }

func timeLimitText(l trace.Time) string {
	return "stopped after " + time.Duration(l).String() + " of virtual time (limit)"
}

// thousands writes n ≥ 0 with a comma between groups of three digits.
func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func eventsLimitText(l int) string {
	return "stopped after " + thousands(int64(l)) + " events (limit)"
}

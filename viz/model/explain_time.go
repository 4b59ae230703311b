package model

import (
	"slices"

	"gopark/scenarios/trace"
)

// span explains what a goroutine is in from one step to another.
func (x *explainer) span(t Thing) {
	r := x.run
	ch := r.Changes(t.G)
	i := changeAt(ch, t.Step)
	if i < 0 {
		return
	}
	from := ch[i].Step
	x.title("span.title", gArg("g", t.G), x.state(ch[i].State))
	if i+1 == len(ch) {
		x.line("span.open", number("step", from), x.between(from, r.Steps()))
		x.line("span.began", number("step", from), x.moment(from))
		if ch[i].State == trace.Blocked && r.never(t.G, from) != "" {
			x.line("g.never")
		}
		return
	}
	to := ch[i+1].Step
	x.line("span.closed", number("step", from), number("to", to), x.between(from, to))
	x.line("span.began", number("step", from), x.moment(from))
	x.line("span.ended", number("step", to), x.moment(to))
}

// cause explains how one goroutine made another runnable, or created it.
func (x *explainer) cause(step trace.Step) {
	r := x.run
	if step < 1 || step > r.Steps() {
		return
	}
	e := r.event(step)
	by, g := gArg("by", e.By), gArg("g", e.G)
	at := []arg{number("step", step), siteArg("at", e.Site), objArg("obj", e.Obj)}
	ch := r.Changes(e.G)
	i := changeAt(ch, step)
	switch e.Kind {
	case trace.KCreate, trace.KReady:
		x.title("cause.creates.title", by, g)
		x.line("cause.at", at...)
		x.line("cause.func", g, textArg("func", r.fullFunc(e.G)))
	case trace.KUnblock:
		x.title("cause.wakes.title", by, g)
		if e.Obj != trace.NoObj {
			x.line("cause.at.obj", at...)
		} else {
			x.line("cause.at", at...)
		}
		if i > 0 && ch[i-1].State == trace.Blocked {
			began := r.event(ch[i-1].Step)
			x.line("cause.waited", g, x.between(ch[i-1].Step, step), phrasesArg("why", r.whyBlocked(&began, x.level)))
		}
	default:
		return
	}
	for i++; i < len(ch); i++ {
		if ch[i].State == trace.Running {
			x.line("cause.then", g, number("step", ch[i].Step))
			return
		}
	}
	x.line("cause.then.never", g)
}

var findingKeys = [NumFindings]string{
	FindingExit:     "finding.exit",
	FindingPanic:    "finding.panic",
	FindingFatal:    "finding.fatal",
	FindingDeadlock: "finding.deadlock",
	FindingLimit:    "finding.limit",
	FindingLeak:     "finding.leak",
	FindingHeld:     "finding.held",
	FindingSleep:    "finding.sleep",
}

// finding explains what was found at a step and why it matters.
func (x *explainer) finding(t Thing) {
	for _, f := range x.run.Findings() {
		if f.Step == t.Step {
			x.found(f)
		}
	}
}

// SayFinding says in a sentence or two what a finding is.
func (r *Run) SayFinding(f Finding, level Level) []Phrase {
	x := &explainer{Cursor: NewCursor(r), level: level}
	x.found(f)
	return slices.Concat(x.out.Lines...)
}

func (x *explainer) found(f Finding) {
	key := findingKeys[f.Kind]
	e := x.run.event(f.Step)
	args := []arg{gArg("g", f.G), objArg("obj", f.Obj), number("n", f.Count), siteArg("at", e.Site),
		textArg("message", quote(e.Text, 3*maxQuote)), number("status", e.Aux)}
	if x.out.Title == nil {
		x.title(key+".title", args...)
	}
	switch f.Kind {
	case FindingDeadlock:
		args = append([]arg{number("n", x.run.Goroutines()-len(x.run.Ends))}, args...)
	case FindingLimit:
		if trace.Outcome(e.Arg) == trace.OutcomeStopped {
			key = "finding.limit.stopped"
		}
	case FindingExit:
		left := x.run.Goroutines() - len(x.run.Ends)
		args = append(args, number("left", left))
		switch {
		case trace.Outcome(e.Arg) == trace.OutcomeExit:
			key = "finding.exit.exit"
		case left > 0:
			key = "finding.exit.alive"
		}
	}
	x.line(key, args...)
}

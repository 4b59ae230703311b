package model

import (
	"slices"
	"sync"

	"gopark/scenarios/trace"
)

// FindingKind is what a finding is about.
type FindingKind uint8

const (
	FindingExit     FindingKind = iota // the program ended, by itself
	FindingPanic                       // G panicked and nobody recovered
	FindingFatal                       // a fatal error of the runtime ended the program
	FindingDeadlock                    // all goroutines were asleep
	FindingLimit                       // the run was stopped before the program's end
	FindingLeak                        // main returned while Count goroutines were blocked, first of all G
	FindingHeld                        // the lock Obj was never released by G, which had ended
	FindingSleep                       // main's last wait was a sleep, in which Count goroutines ended, first of all G, and nothing else made it outlast them
	NumFindings
)

// String is the kind's word: "deadlock".
func (k FindingKind) String() string { return findingNames[k] }

var findingNames = [NumFindings]string{
	FindingExit: "exit", FindingPanic: "panic", FindingFatal: "fatal", FindingDeadlock: "deadlock",
	FindingLimit: "limit", FindingLeak: "leak", FindingHeld: "held", FindingSleep: "sleep",
}

// Finding is something about a run that the trace shows for certain, at the
// event that led to Step.
type Finding struct {
	Step  trace.Step
	Kind  FindingKind
	G     trace.GID
	Obj   trace.ObjID
	Count int
}

type findings struct {
	once sync.Once
	list []Finding
}

// Findings returns what the run shows, in order of steps. The last one is how
// it ended.
func (r *Run) Findings() []Finding {
	r.findings.once.Do(func() { r.findings.list = r.find() })
	return r.findings.list
}

func (r *Run) find() []Finding {
	last := r.Steps()
	if last == 0 {
		return nil
	}
	end := r.Trace.StateAt(last)
	out := r.heldLocks(end)
	exit := r.Trace.Event(int(last) - 1)
	if exit.Kind != trace.KExit {
		return out
	}
	f := Finding{Step: last, G: exit.G}
	switch trace.Outcome(exit.Arg) {
	case trace.OutcomeReturn:
		if leak := blockedAt(end); leak.Count > 0 {
			leak.Step = last
			out = append(out, leak)
		}
		if slept := r.sleptFor(); slept.Count > 0 {
			out = append(out, slept)
		}
	case trace.OutcomePanic:
		f.Kind = FindingPanic
		f.Step = r.panicBefore(last)
	case trace.OutcomeFatal:
		f.Kind = FindingFatal
	case trace.OutcomeDeadlock:
		f.Kind = FindingDeadlock
	case trace.OutcomeLimit, trace.OutcomeStopped:
		f.Kind = FindingLimit
	}
	out = append(out, f)
	slices.SortStableFunc(out, func(a, b Finding) int { return int(a.Step - b.Step) })
	return out
}

func blockedAt(s *trace.State) Finding {
	f := Finding{Kind: FindingLeak}
	for g := trace.MainG; int(g) <= s.Goroutines(); g++ {
		if s.G(g).State == trace.Blocked {
			if f.Count == 0 {
				f.G = g
			}
			f.Count++
		}
	}
	return f
}

// sleptFor returns the finding of a main that waits for others with a sleep.
// There is none if any of them did something that main could have waited for,
// or is left: then main may not have meant to wait for them.
func (r *Run) sleptFor() Finding {
	none := Finding{Kind: FindingSleep}
	main := r.Changes(trace.MainG)
	i := len(main) - 1
	for i >= 0 && main[i].State != trace.Blocked {
		i--
	}
	if i < 0 || main[i].Reason != trace.ReasonSleep || len(r.Ends) < r.Goroutines() {
		return none
	}
	f := none
	f.Step = main[i].Step
	for g := trace.MainG + 1; int(g) <= r.Goroutines(); g++ {
		own := r.Changes(g)
		if own[0].Step < f.Step && own[len(own)-1].Step > f.Step {
			if f.Count == 0 {
				f.G = g
			}
			f.Count++
		}
	}
	for k := f.Step; f.Count > 0 && k < r.Steps(); k++ {
		if r.Trace.Event(int(k)).Obj != trace.NoObj {
			return none
		}
	}
	return f
}

// heldLocks returns a finding for each lock whose holder has ended, where it
// ended.
func (r *Run) heldLocks(end *trace.State) []Finding {
	var out []Finding
	held := func(o trace.ObjID, g trace.GID) {
		if g == trace.NoG || end.G(g).State != trace.Done {
			return
		}
		out = append(out, Finding{Step: end.G(g).Since, Kind: FindingHeld, G: g, Obj: o})
	}
	for o := trace.ObjID(1); int(o) <= end.Objects(); o++ {
		switch r.Trace.Objects[o].Kind {
		case trace.ObjMutex, trace.ObjRWMutex:
			v := end.O(o)
			held(o, v.Holder)
			for _, g := range v.Readers {
				held(o, g)
			}
		}
	}
	return out
}

// panicBefore returns the step of the panic that ended the program.
func (r *Run) panicBefore(exit trace.Step) trace.Step {
	who := r.Trace.Event(int(exit) - 1).G
	for k := exit; k > 0; k-- {
		if e := r.Trace.Event(int(k) - 1); e.Kind == trace.KPanic && (who == trace.NoG || e.G == who) {
			return k
		}
	}
	return exit
}

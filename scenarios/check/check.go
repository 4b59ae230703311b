// Package check judges a run: of a program with its tests, or of a program
// alone. It reads the trace and nothing else, so whoever runs the program
// again with the same settings sees what was judged.
//
// A run passes when the program ended by itself with status 0, every test
// that began is over and none has failed, no goroutine is left that is
// blocked, and no object of a kind that may not be used was used.
package check

import (
	"slices"
	"strings"

	"gopark/scenarios/trace"
)

// Verdict is what a run shows.
type Verdict struct {
	Passed bool
	Failed []Test // in the order in which they began
	Left   []Left
	Barred []trace.ObjID // objects of kinds that may not be used
	Step   trace.Step    // where the first of these shows; if there is none, the last step
	Cost   Cost
}

// Test is a test that failed, or that was not over when the program ended.
type Test struct {
	Name   string
	Output string // what the test said, without indentation; empty if it was not over
}

// Left is a goroutine that was blocked when the program ended, or when nothing
// could go on any more.
type Left struct {
	G      trace.GID
	Func   string
	Reason trace.Reason
	On     string // what it waits for, as the source names it; may be empty
	Site   trace.Site
}

// Cost is what a run took.
type Cost struct {
	Steps      int
	Goroutines int
	Switches   int // how often a goroutine began to run on a P
	Time       trace.Time
	Objects    []Use // those that the program made or used first, by kind
}

// Use is how many objects of a kind there are.
type Use struct {
	Kind  trace.ObjKind
	Count int
}

// Judge judges a run. barred are the names of the kinds of objects that the
// program may not use.
func Judge(t *trace.Trace, barred []string) Verdict {
	v := Verdict{Barred: barredObjects(t, barred), Step: trace.Step(t.Len()), Cost: cost(t)}
	if t.Len() == 0 {
		return v
	}
	exit := t.Event(t.Len() - 1)
	end := t.StateAt(v.Step)
	said := whatTestsSaid(t)
	for g := trace.MainG; int(g) <= end.Goroutines(); g++ {
		if words, failed := said[g]; isTest(t, g) && (failed || end.G(g).State != trace.Done) {
			v.Failed = append(v.Failed, Test{testName(t, g), words.text})
		}
	}
	outcome := trace.Outcome(exit.Arg)
	ended := outcome == trace.OutcomeReturn || outcome == trace.OutcomeExit
	if ended || outcome == trace.OutcomeDeadlock || strings.HasPrefix(exit.Text, bubbleDeadlock) {
		v.Left = left(t, end)
	}
	v.Passed = ended && exit.Aux == 0 && len(v.Failed)+len(v.Left)+len(v.Barred) == 0
	for _, w := range said {
		v.Step = min(v.Step, w.step)
	}
	if outcome == trace.OutcomePanic {
		v.Step = min(v.Step, panicked(t, &exit))
	}
	if ended && len(v.Failed)+len(v.Left) == 0 && len(v.Barred) > 0 {
		v.Step = firstUse(t, v.Barred[0])
	}
	return v
}

// isTest reports whether g runs a test: main, which runs them, has started it.
func isTest(t *trace.Trace, g trace.GID) bool {
	return t.Goroutines[g].Parent == trace.MainG && strings.HasPrefix(testName(t, g), "Test")
}

// testName is "TestX" for the function main.TestX.
func testName(t *trace.Trace, g trace.GID) string {
	fn := t.Goroutines[g].Func
	return fn[strings.LastIndexByte(fn, '.')+1:]
}

// words are what a test said when it had failed.
type words struct {
	step trace.Step
	text string
}

// whatTestsSaid finds, for each goroutine of a test that has failed, what it
// printed: package testing prints it in one piece when the test is over.
func whatTestsSaid(t *trace.Trace) map[trace.GID]words {
	said := make(map[trace.GID]words)
	for i, e := range t.Events() {
		if e.Kind != trace.KPrint || !isTest(t, e.G) {
			continue
		}
		rest, ok := strings.CutPrefix(e.Text, "--- FAIL: "+testName(t, e.G)+" ")
		if !ok {
			continue
		}
		_, rest, _ = strings.Cut(rest, "\n")
		text := strings.TrimSpace(strings.ReplaceAll(rest, "\n    ", "\n"))
		said[e.G] = words{trace.Step(i + 1), text}
	}
	return said
}

// bubbleDeadlock is what testing/synctest says of goroutines that wait for each
// other.
const bubbleDeadlock = "panic: deadlock: "

// left are the goroutines that are blocked at the end, but for main, tests and
// what package testing starts, which are told of otherwise.
func left(t *trace.Trace, end *trace.State) []Left {
	var out []Left
	for g := trace.MainG + 1; int(g) <= end.Goroutines(); g++ {
		v := end.G(g)
		if v.State != trace.Blocked || isTest(t, g) || strings.HasPrefix(t.Goroutines[g].Func, "testing/") {
			continue
		}
		l := Left{G: g, Func: t.Goroutines[g].Func, Reason: v.Reason, Site: t.Sites[v.Site]}
		if v.Obj != trace.NoObj {
			l.On = t.Objects[v.Obj].Name
		}
		out = append(out, l)
	}
	return out
}

// ofProgram reports whether an object was made or used first by the program,
// not by its tests or by the library.
func ofProgram(t *trace.Trace, o trace.ObjID) bool {
	site := t.Objects[o].Site
	return site != trace.NoSite && !strings.HasSuffix(t.Files[t.Sites[site].File].Name, "_test.go")
}

func barredObjects(t *trace.Trace, barred []string) []trace.ObjID {
	var out []trace.ObjID
	for o := trace.ObjID(1); int(o) < len(t.Objects); o++ {
		if ofProgram(t, o) && slices.Contains(barred, t.Objects[o].Kind.String()) {
			out = append(out, o)
		}
	}
	return out
}

// panicked is where the goroutine that ended the program panicked with what
// ended it. It may have recovered meanwhile and panicked again.
func panicked(t *trace.Trace, exit *trace.Event) trace.Step {
	for i, e := range t.Events() {
		if e.Kind == trace.KPanic && e.G == exit.G && strings.Contains(exit.Text, e.Text) {
			return trace.Step(i + 1)
		}
	}
	return trace.Step(t.Len())
}

func firstUse(t *trace.Trace, o trace.ObjID) trace.Step {
	for i, e := range t.Events() {
		if e.Obj == o {
			return trace.Step(i + 1)
		}
	}
	return trace.Step(t.Len())
}

func cost(t *trace.Trace) Cost {
	c := Cost{Steps: t.Len(), Goroutines: len(t.Goroutines) - 1}
	for _, e := range t.Events() {
		if e.Kind == trace.KStart {
			c.Switches++
		}
		c.Time = e.Time
	}
	var count [trace.NumObjKinds]int
	for o := trace.ObjID(1); int(o) < len(t.Objects); o++ {
		if ofProgram(t, o) {
			count[t.Objects[o].Kind]++
		}
	}
	for kind, n := range count {
		if n > 0 {
			c.Objects = append(c.Objects, Use{trace.ObjKind(kind), n})
		}
	}
	return c
}

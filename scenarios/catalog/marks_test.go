package catalog_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gopark/scenarios/catalog"
	"gopark/scenarios/trace"
)

func TestMarksStandWhereTheirWordsAre(t *testing.T) {
	r := trace.NewRecorder([]trace.File{{Name: "main.go"}}, []trace.Site{{}}, trace.Settings{Procs: 1})
	r.Goroutine(trace.Goroutine{Func: "main.main"})
	for range 11 {
		r.Goroutine(trace.Goroutine{Func: "main.worker", Parent: 1})
	}
	for g := range trace.GID(12) {
		r.Add(&trace.Event{Kind: trace.KCreate, G: g + 1, P: trace.NoP})
		r.Add(&trace.Event{Kind: trace.KReady, G: g + 1, P: 0, Queue: trace.QLocal})
	}
	tr := r.Finish("")
	for _, c := range []struct {
		at   string
		nth  int
		want trace.Step // 0: nowhere
	}{
		{"create G1", 0, 1},
		{"create   G1", 1, 1},
		{"ready", 3, 6},
		{"ready G12 p=P0", 1, 24},
		{"ready G1 p=P0 queue=local", 2, 0}, // G10 is another goroutine
		{"reate G1", 1, 0},
		{"goroutine G1 main.main", 1, 0}, // a line of the tables
		{"ready", 13, 0},
		{"", 1, 0},
	} {
		step, ok := catalog.Mark{At: c.at, Nth: c.nth}.Step(tr)
		if step != c.want || ok != (c.want > 0) {
			t.Errorf("number %d of %q: expected step %d, found %d, %v", c.nth, c.at, c.want, step, ok)
		}
	}
}

// tied is a line of a lesson that ties what follows to a mark.
var tied = regexp.MustCompile(`(?m)^(?:\d+\. |- )?@(\S+)$`)

// sentence is the end of one.
var sentence = regexp.MustCompile(`[.?!:](?:\s|$)`)

// mostMarks are as many as a storyboard has room for.
const mostMarks = 6

func TestMarks(t *testing.T) {
	for _, s := range catalog.All() {
		tr := run(t, s, s.Settings)
		steps := map[trace.Step]string{}
		names := map[string]bool{}
		for _, m := range s.Marks {
			step, ok := m.Step(tr)
			switch {
			case m.Name == "" || strings.ContainsAny(m.Name, " \t") || names[m.Name]:
				t.Errorf("%s: the mark's name %q is not a word of its own", s.Name, m.Name)
			case !ok:
				t.Errorf("%s, %s: there is no line %d with %q", s.Name, m.Name, max(m.Nth, 1), m.At)
			case steps[step] != "":
				t.Errorf("%s: %s and %s are both at step %d", s.Name, steps[step], m.Name, step)
			}
			names[m.Name], steps[step] = true, m.Name
			if n := utf8.RuneCountInString(m.Label); n == 0 || n > 28 {
				t.Errorf("%s, %s: the label %q has %d characters, want 1 to 28", s.Name, m.Name, m.Label, n)
			}
			if n := len(sentence.FindAllString(m.Note, -1)); n < 1 || n > 4 || len(m.Note) > 320 {
				t.Errorf("%s, %s: the note has %d sentences in %d bytes", s.Name, m.Name, n, len(m.Note))
			}
			if why := unanswerable(tr, step, m.Ask); why != "" {
				t.Errorf("%s, %s: cannot ask %q at step %d: %s", s.Name, m.Name, m.Ask, step, why)
			}
		}
		if n := len(s.Marks); n < 3 || n > mostMarks {
			t.Errorf("%s: %d marks, want 3 to %d", s.Name, n, mostMarks)
		}
		if !slices.ContainsFunc(s.Marks, func(m catalog.Mark) bool { return m.Ask != catalog.AskNothing }) {
			t.Errorf("%s: nothing is asked", s.Name)
		}
		marked := s.MarkedSteps(tr)
		if !slices.IsSortedFunc(marked, func(a, b catalog.MarkedStep) int { return int(a.Step - b.Step) }) || len(marked) != len(s.Marks) {
			t.Errorf("%s: the marked steps are not all marks in order: %v", s.Name, marked)
		}
		ties := tied.FindAllSubmatch(s.Lesson, -1)
		if len(ties) < 2 {
			t.Errorf("%s: %d paragraphs are tied to marks, want at least 2", s.Name, len(ties))
		}
		for _, m := range ties {
			if !names[string(m[1])] {
				t.Errorf("%s: the lesson is tied to %q, which is no mark", s.Name, m[1])
			}
		}
	}
}

// mayBlock are the operations of which somebody may be asked whether they block.
var mayBlock = []trace.Kind{trace.KBlock, trace.KLock, trace.KRLock, trace.KSend, trace.KRecv, trace.KSelect, trace.KDo}

// unanswerable says why there is nothing to guess at a step.
func unanswerable(tr *trace.Trace, step trace.Step, ask catalog.Question) string {
	state := tr.StateAt(step)
	switch ask {
	case catalog.AskNothing:
		return ""
	case catalog.AskNext:
		if state.Counts[trace.Runnable] < 2 {
			return "fewer than two goroutines are runnable"
		}
		if state.Counts[trace.Running] == tr.Settings.Procs {
			return "all processors are busy"
		}
		return ""
	case catalog.AskBlocks:
		for i, e := range tr.Events() {
			if i < int(step) || e.G == trace.NoG || state.G(e.G).State != trace.Running {
				continue
			}
			if slices.Contains(mayBlock, e.Kind) {
				return ""
			}
			return "next is " + e.Kind.String()
		}
		return "nobody acts any more"
	case catalog.AskPrints:
		for i, e := range tr.Events() {
			if i >= int(step) && e.Kind == trace.KPrint {
				return ""
			}
		}
		return "nothing is printed any more"
	}
	return "unknown question"
}

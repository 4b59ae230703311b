package catalog

import (
	"bytes"
	"slices"
	"strings"

	"gopark/scenarios/trace"
)

// Mark names a step of a scenario's run that is worth a stop: a paragraph of
// the lesson is tied to it, the slider shows it, the speaker has a note for
// it, and the audience may be asked what comes next.
type Mark struct {
	Name  string   `json:"name"`  // unique in the scenario
	At    string   `json:"at"`    // words of the line of the trace's text twin
	Nth   int      `json:"nth"`   // which of the lines with these words; 0 is 1
	Label string   `json:"label"` // a few words
	Note  string   `json:"note"`  // what the speaker says here
	Ask   Question `json:"ask"`   // asked before the next step is shown
}

// Question is what the audience may be asked at a mark.
type Question string

const (
	AskNothing Question = ""
	AskNext    Question = "next"   // who runs next?
	AskBlocks  Question = "blocks" // does the next operation block?
	AskPrints  Question = "prints" // what is printed next?
)

// Questions are all that can be asked.
var Questions = []Question{AskNothing, AskNext, AskBlocks, AskPrints}

// Primitives are what programs synchronise with.
var Primitives = []string{
	"goroutine", "channel", "select", "Mutex", "RWMutex", "WaitGroup", "Once", "Cond", "atomic", "context", "timer", "errgroup",
}

// Problems are what a scenario solves, or what goes wrong in it.
var Problems = []string{
	"start and wait", "pass data", "limit", "stop", "share state", "schedule", "deadlock", "leak", "race", "starvation", "misuse",
}

// Levels say what a reader should have read before.
var Levels = []string{"beginner", "intermediate", "advanced"}

// Step returns the step of a run after which the mark stands. It is found by
// the words of the event's line, so that a small change of the program or of
// the scheduler does not move it to another moment.
func (m Mark) Step(t *trace.Trace) (trace.Step, bool) {
	var text bytes.Buffer
	if err := trace.WriteText(&text, t); err != nil || strings.TrimSpace(m.At) == "" {
		return 0, false
	}
	lines := strings.Split(strings.TrimSuffix(text.String(), "\n"), "\n")
	nth := max(m.Nth, 1)
	for i, line := range lines[len(lines)-t.Len():] {
		if !hasWords(line, m.At) {
			continue
		}
		if nth--; nth == 0 {
			return trace.Step(i + 1), true
		}
	}
	return 0, false
}

// hasWords reports whether the words follow one another in the line, however
// many spaces are between them.
func hasWords(line, words string) bool {
	normal := func(s string) string { return " " + strings.Join(strings.Fields(s), " ") + " " }
	return strings.Contains(normal(line), normal(words))
}

// MarkedStep is a mark and the step at which it stands in a run.
type MarkedStep struct {
	Mark
	Step trace.Step
}

// MarkedSteps returns the marks that a run has, in the order of the steps.
func (s *Scenario) MarkedSteps(t *trace.Trace) []MarkedStep {
	var found []MarkedStep
	for _, m := range s.Marks {
		if step, ok := m.Step(t); ok {
			found = append(found, MarkedStep{m, step})
		}
	}
	slices.SortStableFunc(found, func(a, b MarkedStep) int { return int(a.Step - b.Step) })
	return found
}

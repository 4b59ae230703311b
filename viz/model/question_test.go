package model

import (
	"fmt"
	"strings"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

// askAll asks every question of a run that has sense, step by step.
func askAll(c *Cursor, level Level) []Question {
	var out []Question
	for step := trace.Step(0); step <= c.run.Steps(); step++ {
		c.Seek(step)
		for kind := range NumQuestionKinds {
			if q, ok := c.Ask(kind, level); ok {
				out = append(out, q)
			}
		}
	}
	return out
}

func (q *Question) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "after step %d: %s\n", q.Step, shown(q.Text))
	for i, a := range q.Answers {
		mark := " "
		if i == q.Right {
			mark = "*"
		}
		fmt.Fprintf(&b, "\t%s %s\n", mark, shown(a))
	}
	fmt.Fprintf(&b, "\tstep %d: %s\n", q.RevealAt, shown(q.Why))
	return b.String()
}

func TestGoldenQuestions(t *testing.T) {
	var b strings.Builder
	b.WriteString("What a reader can be asked, the right answer with a star, and where it is seen.\n")
	for _, name := range []string{"late", "deadlock"} {
		fmt.Fprintf(&b, "\nThe program %s.\n\n", name)
		for _, q := range askAll(NewCursor(newRun(t, samples()[name])), Beginner) {
			b.WriteString(q.String())
		}
	}
	for _, name := range []string{"waitgroup", "pool"} {
		fmt.Fprintf(&b, "\nWhat is proposed for the program %s.\n\n", name)
		for _, q := range newRun(t, samples()[name]).Propose(8, Beginner) {
			b.WriteString(q.String())
		}
	}
	golden(t, "testdata/questions.txt", b.String())
}

// Of many that could run only a few are offered, and the place of the right one
// among them does not give it away.
func TestFewAnswersAreOffered(t *testing.T) {
	c := NewCursor(newRun(t, sample.WaitGroup(40)))
	places := map[int]bool{}
	for _, q := range askAll(c, Beginner) {
		if q.Kind != AskNext {
			continue
		}
		if len(q.Answers) > maxAnswers {
			t.Errorf("%s: expected at most %d answers", q.String(), maxAnswers)
		}
		if len(q.Answers) == maxAnswers {
			places[q.Right] = true
		}
	}
	if len(places) < 3 {
		t.Errorf("the right answer is always at one of the places %v", places)
	}
}

func TestTheFirstDifferenceOfTwoRuns(t *testing.T) {
	make := func(change func(m *sample.Maker)) *Run {
		m := sample.NewMaker(1)
		main := m.Go(trace.NoG, 0, "main", 1)
		m.Start(0)
		m.Act(trace.KPrint, main, 0, 1, 0, "ready\n", 2)
		change(m)
		m.End(main, 9)
		return newRun(t, m.Finish(trace.OutcomeReturn))
	}
	print := func(text string, site int) func(*sample.Maker) {
		return func(m *sample.Maker) { m.Act(trace.KPrint, trace.MainG, 0, 1, 0, text, site) }
	}
	a := make(print("steady\n", 3))
	if d, ok := Compare(a, make(print("steady\n", 3)), Beginner); ok {
		t.Errorf("a run differs from itself at step %d", d.Step)
	}
	d, ok := Compare(a, make(print("go\n", 3)), Beginner)
	if !ok || d.Step != 5 || !strings.Contains(plain(d.Here), "steady") || !strings.Contains(plain(d.There), `"go"`) {
		t.Errorf("expected them to differ at step 5 in what is printed, found %+v", d)
	}
	elsewhere := make(print("steady\n", 4))
	if d, ok := Compare(a, elsewhere, Beginner); !ok || d.Step != 5 {
		t.Errorf("expected the line to tell them apart at step 5, found %+v", d)
	}
	elsewhere.Trace.Files[0].Text += "// another program\n"
	if d, ok := Compare(a, elsewhere, Beginner); ok {
		t.Errorf("of another text the lines do not count, found %+v", d)
	}
	short := newRun(t, cutShort())
	if d, ok := Compare(short, newRun(t, cutLater()), Beginner); !ok || d.Step != short.Steps()+1 || plain(d.Here) != English().Plain("compare.over") {
		t.Errorf("expected the shorter one to be over, found %+v", d)
	}
}

// cutShort and cutLater begin alike.
func cutShort() *trace.Trace { return greeting().Trace() }

func cutLater() *trace.Trace {
	m := greeting()
	m.Act(trace.KPrint, trace.MainG, 0, 1, 0, "more\n", 3)
	return m.Trace()
}

func greeting() *sample.Maker {
	m := sample.NewMaker(1)
	main := m.Go(trace.NoG, 0, "main", 1)
	m.Start(0)
	m.Act(trace.KPrint, main, 0, 1, 0, "hello\n", 2)
	return m
}

package catalog_test

import (
	"strings"
	"testing"

	"gopark/scenarios/catalog"
	"gopark/scenarios/trace"
	"gopark/viz/model"
)

// TestRightAnswers compares the right answer of every question that can be
// asked about every scenario with the events of its trace, read on their own.
func TestRightAnswers(t *testing.T) {
	var asked [model.NumQuestionKinds]int
	for _, s := range catalog.All() {
		tr := run(t, s, s.Settings)
		r, err := model.NewRun(tr)
		if err != nil {
			t.Fatal(err)
		}
		var events []trace.Event
		for _, e := range tr.Events() {
			events = append(events, e)
		}
		c := model.NewCursor(r)
		// Of a long run, the beginning and the end.
		for step := trace.Step(0); step <= r.Steps(); step++ {
			if step == 400 {
				step = max(step, r.Steps()-100)
			}
			c.Seek(step)
			for kind := range model.NumQuestionKinds {
				q, ok := c.Ask(kind, model.Beginner)
				if !ok {
					continue
				}
				asked[kind]++
				if q.Step != step || q.RevealAt <= step || q.RevealAt > r.Steps() || len(q.Why) == 0 {
					t.Fatalf("%s: asked at step %d, seen at %d of %d", s.Name, q.Step, q.RevealAt, r.Steps())
				}
				said := map[string]bool{}
				for _, a := range q.Answers {
					said[words(a)] = true
				}
				if len(said) != len(q.Answers) || len(said) < 2 {
					t.Errorf("%s, step %d, %v: answers %v", s.Name, step, kind, said)
				}
				if got, want := words(q.Answers[q.Right]), answer(kind, r, c.To, events, q); got != want {
					t.Errorf("%s, step %d, %s: the right answer is %q, the trace says %q", s.Name, step, words(q.Text), got, want)
				}
			}
		}
		if list := r.Propose(8, model.Beginner); len(list) == 0 || len(list) > 8 {
			t.Errorf("%s: %d questions are proposed", s.Name, len(list))
		}
	}
	for kind, n := range asked {
		if n < 100 {
			t.Errorf("%v is asked %d times", model.QuestionKind(kind), n)
		}
	}
}

// Every question that a mark asks has an answer.
func TestMarksAskWhatCanBeAnswered(t *testing.T) {
	for _, s := range catalog.All() {
		tr := run(t, s, s.Settings)
		r, err := model.NewRun(tr)
		if err != nil {
			t.Fatal(err)
		}
		c := model.NewCursor(r)
		for _, m := range s.Marks {
			if m.Ask == "" {
				continue
			}
			kind, ok := model.ParseQuestion(string(m.Ask))
			step, found := m.Step(tr)
			if !ok || !found {
				t.Errorf("%s, mark %s: nothing to ask for %q", s.Name, m.Name, m.Ask)
				continue
			}
			c.Seek(step)
			if _, ok := c.Ask(kind, model.Beginner); !ok {
				t.Errorf("%s, mark %s: at step %d there is no choice for %q", s.Name, m.Name, step, m.Ask)
			}
		}
	}
}

func words(ps []model.Phrase) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.Text)
	}
	return b.String()
}

// answer is what the events after a step say, told as the answers are; "" where
// that is not what the question says it is.
func answer(kind model.QuestionKind, r *model.Run, at *trace.State, events []trace.Event, q model.Question) string {
	later := events[q.Step:]
	switch kind {
	case model.AskNext:
		for _, e := range later {
			if e.Kind == trace.KStart {
				return r.Name(e.G)
			}
		}
		return "Nobody"
	case model.AskPrints:
		for _, e := range later {
			if e.Kind == trace.KPrint {
				first, rest, _ := strings.Cut(strings.TrimSpace(e.Text), "\n")
				if rest != "" {
					first += " …"
				}
				return first
			}
		}
		return "Nothing more"
	}
	who := trace.NoG
	for _, p := range q.Text {
		if p.G != trace.NoG {
			who = p.G
		}
	}
	if who == trace.NoG || at.G(who).State != trace.Running {
		return ""
	}
	for i, e := range later {
		switch {
		case e.G == who && e.Kind == trace.KBlock:
			return "Yes, it waits"
		case e.Actor() != who || e.Kind == trace.KMake:
			continue
		case e.Kind == trace.KExit, e.Kind == trace.KEnd, e.Kind == trace.KPanic:
			// Nobody else acts again.
			for _, e := range later[i+1:] {
				if a := e.Actor(); a != who && a != trace.NoG {
					return ""
				}
			}
			return "No, the program ends"
		}
		return "No, it goes on"
	}
	return ""
}

package player

import (
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
	"gopark/viz/model"
)

func TestRunsAreComparedAndTheDifferenceIsMarked(t *testing.T) {
	s := newStand(t, sample.WaitGroup(4), 0)
	same, err := model.NewRun(sample.WaitGroup(4))
	if err != nil {
		t.Fatal(err)
	}
	if d, ok := s.Compare(same); ok {
		t.Errorf("the same run differs at step %d", d.Step)
	}
	other, err := model.NewRun(sample.WaitGroup(5))
	if err != nil {
		t.Fatal(err)
	}
	d, ok := s.Compare(other)
	if !ok {
		t.Fatal("4 workers and 5 make the same run")
	}
	s.Command("divergence", float64(d.Step))
	s.frames(frame)
	if s.look.Divergence != d.Step {
		t.Errorf("%d is marked, want %d", s.look.Divergence, d.Step)
	}
	s.Run(same, 0)
	if s.look.Divergence != 0 {
		t.Error("the mark stays when another run is shown")
	}
}

func TestQuestionsAreAskedAboutAnyStep(t *testing.T) {
	s := newStand(t, sample.WaitGroup(4), 3)
	asked := s.Propose(8)
	if len(asked) == 0 || s.pos.goal != 3 {
		t.Fatalf("%d questions, at step %d", len(asked), s.pos.goal)
	}
	q, ok := s.Ask(asked[0].Kind, asked[0].Step)
	if !ok || q.Step != asked[0].Step || q.Right != asked[0].Right {
		t.Errorf("asked %+v, proposed %+v", q, asked[0])
	}
	if _, ok := s.Ask(model.AskNext, trace.Step(s.run.Steps())); ok {
		t.Error("something is asked about what comes after the end")
	}
}

// While a question is open, digits and Esc are the host's.
func TestAnswersAreTheHosts(t *testing.T) {
	s := newStand(t, sample.WaitGroup(4), 3)
	s.Command("asking", 1)
	for _, key := range []string{"1", "9", "Escape"} {
		if s.Key(key, false) {
			t.Errorf("%s is taken while a question is open", key)
		}
	}
	if !s.Key(" ", false) {
		t.Error("the run cannot be played while a question is open")
	}
	s.Command("asking", 0)
	if !s.Key("1", false) {
		t.Error("1 means nothing when no question is open")
	}
}

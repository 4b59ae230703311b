package svg

import (
	"slices"
	"strings"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/internal/sample"
	"gopark/viz/model"
)

func poolRun(t *testing.T) *model.Run {
	t.Helper()
	run, err := model.NewRun(sample.Pool())
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func TestStoryboardIsAsCommitted(t *testing.T) {
	run := poolRun(t)
	got := Storyboard(run, []trace.Step{22, 40, run.Steps()}, Board{Title: "A pool of workers"})
	compare(t, "storyboard", "three steps in two columns, each with its number and its sentence below; nothing is cut", got)
}

func TestStoryboardTellsEveryStep(t *testing.T) {
	run := poolRun(t)
	steps := KeySteps(run)
	for _, b := range []Board{{}, {Columns: 1}, {Columns: 3, Timeline: true}} {
		got := string(Storyboard(run, steps, b))
		c := model.NewCursor(run)
		for _, step := range steps {
			c.Seek(step)
			// Every word of the sentence is there as text, in order.
			rest := got
			for _, word := range strings.Fields(sentence(c)) {
				_, after, ok := strings.Cut(rest, escape(word))
				if !ok {
					t.Errorf("%+v: step %d is told without %q of %q", b, step, word, sentence(c))
				}
				rest = after
			}
		}
		if n := strings.Count(got, "<svg "); n != 1+len(steps) {
			t.Errorf("%+v: %d frames, want %d", b, n-1, len(steps))
		}
	}
}

func TestKeySteps(t *testing.T) {
	run := poolRun(t)
	got := KeySteps(run)
	if len(got) != MostKeySteps || !slices.IsSorted(got) || got[len(got)-1] != run.Steps() {
		t.Errorf("found %v, want %d steps in order, the last of them %d", got, MostKeySteps, run.Steps())
	}
	if marked := KeySteps(run, 3, 33); !slices.Contains(marked, 3) || !slices.Contains(marked, 33) || len(marked) != MostKeySteps {
		t.Errorf("found %v, want %d steps, 3 and 33 among them", marked, MostKeySteps)
	}
	kinds := map[trace.Kind]bool{}
	for _, step := range got {
		kinds[run.Trace.Event(int(step)-1).Kind] = true
	}
	for _, k := range []trace.Kind{trace.KReady, trace.KBlock, trace.KUnblock, trace.KSend, trace.KSteal, trace.KExit} {
		if !kinds[k] {
			t.Errorf("%v: no step with the first %v", got, k)
		}
	}
}

// Where little happens, the parts of which nothing is shown are halved.
func TestKeyStepsOfADullRun(t *testing.T) {
	m := sample.NewMaker(1)
	m.Go(trace.NoG, 0, "main", 1)
	m.Start(0)
	for m.Len() < 99 {
		m.Act(trace.KPrint, trace.MainG, 0, 1, 0, "x\n", 3)
	}
	run, err := model.NewRun(m.Finish(trace.OutcomeReturn))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := KeySteps(run), []trace.Step{12, 25, 37, 50, 75, 100}; !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
	short, err := model.NewRun(sample.NewMaker(1).Finish(trace.OutcomeReturn))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := KeySteps(short), []trace.Step{1}; !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
}

func TestWrap(t *testing.T) {
	const width = 120
	text := "G1 main blocks: " + strings.Repeat("w", 80) + " is too wide"
	lines := wrap(text, font.Regular, 14, width)
	for _, l := range lines {
		if w := font.Width(font.Regular, 14, l); w > width {
			t.Errorf("%q is %g wide, want at most %d", l, w, width)
		}
	}
	if lines[0] != "G1 main blocks:" || lines[len(lines)-1] != "is too wide" || len(lines) != 3 {
		t.Errorf("found %q", lines)
	}
}

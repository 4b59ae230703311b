package scene

import (
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
	"gopark/viz/model"
)

// Whoever an event is about is in the light, some others are not, and the light
// goes from one step to the next without a jump.
func TestSpotlight(t *testing.T) {
	run, err := model.NewRun(sample.Pool())
	if err != nil {
		t.Fatal(err)
	}
	v := views[0]
	v.Spotlight = true
	s := New(run, v)
	c := model.NewCursor(run)
	quiet := 0
	before := map[trace.GID]float64{}
	for step := trace.Step(0); step <= run.Steps(); step++ {
		c.Seek(step)
		s.Stand(c.From, c.To, &c.Event)
		var pic Picture
		s.Draw(&pic, 0)
		for g, was := range before {
			if now := s.strength(g); now != was {
				t.Fatalf("step %d begins with %v at %v, the one before ended with %v", step, g, now, was)
			}
		}
		s.Draw(&pic, 1)
		for g := trace.MainG; int(g) <= c.To.Goroutines(); g++ {
			k := s.strength(g)
			before[g] = k
			switch {
			case k != 1 && (g == c.Event.G || g == c.Event.By):
				t.Errorf("step %d: %v acts in the dark", step, g)
			case k != 1 && (step == 0 || c.To.Ended):
				t.Errorf("step %d: %v is dimmed at an end of the run", step, g)
			case k != 1:
				quiet++
			}
		}
	}
	if quiet == 0 {
		t.Error("nobody is ever dimmed")
	}
}

package scene

import (
	"fmt"
	"math"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/internal/sample"
	"gopark/viz/model"
)

// views are the sizes at which the layout is tested.
var views = []View{
	{Width: 820, Height: 560, Theme: &Dark, Scale: 1},
	{Width: 1240, Height: 860, Theme: &Light, Scale: 1},
	{Width: 1300, Height: 900, Theme: &Contrast, Scale: 24.0 / 14},
	{Width: 370, Height: 520, Theme: &Light, Scale: 1},
	{Width: 340, Height: 420, Theme: &Dark, Scale: 1},
}

// runs are traces that visit what a layout can meet.
func runs(t *testing.T) map[string]*model.Run {
	t.Helper()
	all := map[string]*trace.Trace{
		"waitgroup5":  sample.WaitGroup(5),
		"waitgroup50": sample.WaitGroup(50),
		"pool":        sample.Pool(),
		"contexts":    sample.Contexts(),
	}
	for seed := range uint64(3) {
		for _, procs := range []int{1, 2, 4, 8, 17} {
			all[fmt.Sprintf("random%d procs%d", seed, procs)] = sample.Random(seed, 400, procs, 30)
		}
	}
	out := map[string]*model.Run{}
	for name, tr := range all {
		run, err := model.NewRun(tr)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out[name] = run
	}
	return out
}

// eachStep stands a scene at every step of a run.
func eachStep(run *model.Run, v View, f func(s *Scene, step trace.Step)) {
	s := New(run, v)
	c := model.NewCursor(run)
	for step := trace.Step(0); step <= run.Steps(); step++ {
		c.Seek(step)
		s.Stand(c.From, c.To, &c.Event)
		f(s, step)
	}
}

// countedZone reports whether goroutine g stands where only a number is shown.
func countedZone(s *Scene, g trace.GID) bool {
	sp, ok := s.find(&s.now, g)
	return ok && !sp.kind.named()
}

func TestEveryGoroutineHasOneTokenAndNoTwoOverlap(t *testing.T) {
	for name, run := range runs(t) {
		for _, v := range views {
			eachStep(run, v, func(s *Scene, step trace.Step) {
				seen := map[trace.GID]bool{}
				for i := range s.now.spots {
					a := &s.now.spots[i]
					if seen[a.g] {
						t.Fatalf("%s %vx%v step %d: %v has two tokens", name, v.Width, v.Height, step, a.g)
					}
					seen[a.g] = true
					for j := range s.now.spots[:i] {
						if b := &s.now.spots[j]; a.rect.Overlaps(b.rect) {
							t.Fatalf("%s %vx%v step %d: the tokens of %v and %v overlap: %v %v", name, v.Width, v.Height, step, a.g, b.g, a.rect, b.rect)
						}
					}
				}
				for g := trace.MainG; int(g) <= s.to.Goroutines(); g++ {
					if !seen[g] && !countedZone(s, g) {
						t.Fatalf("%s %vx%v step %d: %v (%v) has no token", name, v.Width, v.Height, step, g, s.to.G(g).State)
					}
				}
			})
		}
	}
}

func TestTokensStandInTheirPlace(t *testing.T) {
	for name, run := range runs(t) {
		for _, v := range views {
			eachStep(run, v, func(s *Scene, step trace.Step) {
				for i := range s.now.spots {
					sp := &s.now.spots[i]
					state := s.to.G(sp.g).State
					if sp.state != state {
						t.Fatalf("%s step %d: %v is %v and drawn as %v", name, step, sp.g, state, sp.state)
					}
					if place := s.lay.places[state]; !sp.rect.In(place) {
						t.Fatalf("%s %vx%v step %d: the token of %v at %v is outside %v at %v", name, v.Width, v.Height, step, sp.g, sp.rect, state, place)
					}
				}
			})
		}
	}
}

func TestQueueOrderIsReadingOrder(t *testing.T) {
	before := func(a, b Rect) bool { return a.Y < b.Y-0.5 || math.Abs(a.Y-b.Y) < 0.5 && a.X < b.X }
	for name, run := range runs(t) {
		for _, v := range views {
			eachStep(run, v, func(s *Scene, step trace.Step) {
				check := func(what string, gs []trace.GID, zone int) {
					var last *spot
					for _, g := range gs {
						i, ok := s.now.index[g]
						if !ok {
							continue
						}
						sp := &s.now.spots[i]
						if zone >= 0 && int(sp.zone) != zone {
							continue // it waits in a select and stands with the others that do
						}
						if last != nil && last.zone == sp.zone && !before(last.rect, sp.rect) {
							t.Fatalf("%s %vx%v step %d: in %s, %v at %v does not stand after %v at %v", name, v.Width, v.Height, step, what, sp.g, sp.rect, last.g, last.rect)
						}
						last = sp
					}
				}
				for p := range s.to.Ps {
					queue := line(s.to.Ps[p].Local)
					if n := s.to.Ps[p].Next; n != trace.NoG {
						queue = append([]trace.GID{n}, queue...)
					}
					check(fmt.Sprintf("the queue of P%d", p), queue, -1)
				}
				check("the global queue", line(s.to.Global), -1)
				for o := trace.ObjID(1); int(o) <= s.to.Objects(); o++ {
					check(fmt.Sprintf("the waiters of object %d", o), line(s.to.O(o).Waiters), s.lay.waiters[o])
					check(fmt.Sprintf("the senders of object %d", o), line(s.to.O(o).Senders), s.lay.senders[o])
				}
			})
		}
	}
}

// The same step must look the same whether it is the end of one movement or
// the beginning of the next; stepping back plays the same positions backwards,
// since they depend on t alone.
func TestMotionIsContinuous(t *testing.T) {
	for name, run := range runs(t) {
		v := views[0]
		rest := map[trace.GID]Rect{}
		eachStep(run, v, func(s *Scene, step trace.Step) {
			for i := range s.movers {
				m := &s.movers[i]
				if was, ok := rest[m.from.g]; ok && m.at(0) != was && step > 0 {
					t.Fatalf("%s step %d: %v begins at %v and ended at %v", name, step, m.from.g, m.at(0), was)
				}
				const frames = 60
				last := m.at(0)
				// No faster than the steepest part of the easing on the longest leg
				// of its way.
				leg := 0.0
				for k := range 3 {
					leg = max(leg, math.Hypot(m.curve[k+1].X-m.curve[k].X, m.curve[k+1].Y-m.curve[k].Y))
				}
				fastest := 1 + 3*3*leg/(m.b-m.a)/frames
				for f := 1; f <= frames; f++ {
					r := m.at(float64(f) / frames)
					d := math.Hypot(r.Center().X-last.Center().X, r.Center().Y-last.Center().Y)
					if d > fastest {
						t.Fatalf("%s step %d: %v jumps by %.0f pixels, at most %.0f are even", name, step, m.to.g, d, fastest)
					}
					last = r
				}
				if last != m.to.rect {
					t.Fatalf("%s step %d: %v ends at %v, not at %v", name, step, m.to.g, last, m.to.rect)
				}
			}
			clear(rest)
			for i := range s.movers {
				rest[s.movers[i].to.g] = s.movers[i].to.rect
			}
		})
	}
}

func TestWhatDoesNotChangeDoesNotMove(t *testing.T) {
	run, err := model.NewRun(sample.WaitGroup(5))
	if err != nil {
		t.Fatal(err)
	}
	eachStep(run, views[0], func(s *Scene, step trace.Step) {
		if s.event.Kind.IsTransition() || step == 0 {
			return
		}
		for i := range s.movers {
			if m := &s.movers[i]; m.moves() {
				t.Errorf("step %d (%v): %v moves", step, s.event.Kind, m.to.g)
			}
		}
	})
}

func TestNothingIsOutsideOfThePicture(t *testing.T) {
	for name, run := range runs(t) {
		for _, v := range views {
			var pic Picture
			frame := Rect{0, 0, v.Width, v.Height}
			eachStep(run, v, func(s *Scene, step trace.Step) {
				if step%7 != 0 {
					return
				}
				for _, at := range []float64{0.5, 1} {
					s.Draw(&pic, at)
					for i := range pic.Shapes {
						sh := &pic.Shapes[i]
						r := sh.Rect
						if sh.Op == OpCurve {
							continue
						}
						if sh.Op == OpText {
							r.Y -= font.Capital(sh.Face) * sh.Size
							r.H = font.Capital(sh.Face) * sh.Size
						}
						if !r.In(frame) {
							t.Fatalf("%s %vx%v step %d: %q at %v is outside", name, v.Width, v.Height, step, sh.Text, r)
						}
						if math.IsNaN(r.X + r.Y + r.W + r.H) {
							t.Fatalf("%s step %d: a shape has no place: %+v", name, step, sh)
						}
					}
				}
			})
		}
	}
}

func TestTextIsLargeEnough(t *testing.T) {
	for name, run := range runs(t) {
		for _, v := range views {
			s := New(run, v)
			var pic Picture
			s.Draw(&pic, 1)
			for i := range pic.Shapes {
				if sh := &pic.Shapes[i]; sh.Op == OpText && sh.Size < 14*v.Scale-0.01 {
					t.Fatalf("%s: %q has %v pixels at scale %v, want at least %v", name, sh.Text, sh.Size, v.Scale, 14*v.Scale)
				}
			}
		}
	}
}

func TestTimelineFindsItsSteps(t *testing.T) {
	for name, run := range runs(t) {
		s := New(run, views[0])
		for step := trace.Step(0); step <= run.Steps(); step++ {
			if got := s.StepAt(s.tl.axis.middle(step)); got != step {
				t.Fatalf("%s: the middle of column %d is taken for step %d", name, step, got)
			}
		}
		if s.StepAt(-100) != 0 || s.StepAt(1e6) != run.Steps() {
			t.Errorf("%s: beyond the ends: %d and %d", name, s.StepAt(-100), s.StepAt(1e6))
		}
	}
}

func luminance(c Color) float64 {
	lin := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(c.R) + 0.7152*lin(c.G) + 0.0722*lin(c.B)
}

// contrast is the ratio of WCAG 2.2.
func contrast(a, b Color) float64 {
	x, y := luminance(a), luminance(b)
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

func TestTextsHaveContrast(t *testing.T) {
	for _, th := range []*Theme{&Dark, &Light, &Contrast} {
		least := 4.5
		if th == &Contrast {
			least = 7
		}
		check := func(what string, text, ground Color) {
			if c := contrast(text, ground); c < least {
				t.Errorf("%s: %s has a contrast of %.2f, want at least %.1f", th.Name, what, c, least)
			}
		}
		check("text", th.Text, th.Panel)
		check("muted text", th.Muted, th.Panel)
		check("muted text on the page", th.Muted, th.Page)
		for state := trace.Created; state < trace.NumStates; state++ {
			look := &th.States[state]
			title := look.Color
			if state == trace.Done {
				title = th.Muted
			}
			check(words.places[state]+" as a title", title, th.Panel)
			switch look.Pattern {
			case PatternSolid:
				check("text on "+words.places[state], look.Ink, look.Color)
			case PatternHatch:
				check("text on the stripes of "+words.places[state], look.Ink, look.Stripe)
				fallthrough
			default:
				check("text on "+words.places[state], look.Ink, th.Panel)
			}
		}
	}
}

// States are told apart by pattern and border as well as by colour.
func TestStatesDifferWithoutColour(t *testing.T) {
	type look struct {
		p      Pattern
		dashed bool
	}
	seen := map[look]trace.GState{}
	for state := trace.Created; state < trace.NumStates; state++ {
		l := look{Dark.States[state].Pattern, Dark.States[state].Dashed}
		if other, ok := seen[l]; ok {
			t.Errorf("%v and %v look the same but for their colour", state, other)
		}
		seen[l] = state
		if words.places[state] == "" {
			t.Errorf("%v has no label", state)
		}
	}
}

// A picture must stay a few thousand shapes however many goroutines there are.
func TestManyGoroutinesBecomeCounts(t *testing.T) {
	run, err := model.NewRun(sample.WaitGroup(5000))
	if err != nil {
		t.Fatal(err)
	}
	s := New(run, views[0])
	c := model.NewCursor(run)
	var pic Picture
	for _, step := range []trace.Step{0, 5000, run.Steps() / 2, run.Steps()} {
		c.Seek(step)
		s.Stand(c.From, c.To, &c.Event)
		s.Draw(&pic, 1)
		if n := len(pic.Shapes); n > 20000 {
			t.Errorf("step %d: %d shapes", step, n)
		}
	}
	found := false
	for i := range pic.Shapes {
		found = found || pic.Shapes[i].Text == "5,001"
	}
	if !found {
		t.Error("the number of goroutines that are done is not told exactly")
	}
}

func line(l trace.Line) []trace.GID {
	var gs []trace.GID
	for _, g := range l.All() {
		gs = append(gs, g)
	}
	return gs
}

// A token on its way takes the way on which it covers no other, if there is
// one, and makes itself small where there is none.
func TestTokensOnTheirWayCoverNoOther(t *testing.T) {
	for name, run := range runs(t) {
		for _, v := range views[:1] {
			steps, covered := 0, 0
			eachStep(run, v, func(s *Scene, step trace.Step) {
				steps++
				if worst := s.worstCover(); worst > 0.1 {
					covered++
				}
			})
			share := float64(covered) / float64(steps)
			most := 0.07
			if len(run.Peaks.Local) > 4 { // all queues in one: many move at once
				most = 0.16
			}
			if share > most {
				t.Errorf("%s %vx%v: in %d of %d steps a token covers another, at most %.0f %% are expected", name, v.Width, v.Height, covered, steps, 100*most)
			}
		}
	}
}

// worstCover returns the largest part of a token that another covers while it
// moves, at twenty moments of the step.
func (s *Scene) worstCover() float64 {
	worst := 0.0
	for frame := 1; frame < 20; frame++ {
		at := float64(frame) / 20
		for i := range s.movers {
			m := &s.movers[i]
			if !m.moves() || m.born {
				continue
			}
			r := m.at(at)
			for j := range s.movers {
				if i != j && !s.movers[j].dips {
					o := s.movers[j].at(at)
					worst = max(worst, r.overlap(o)/(o.W*o.H))
				}
			}
		}
	}
	return worst
}

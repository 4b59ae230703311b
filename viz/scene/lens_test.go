package scene

import (
	"math"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
	"gopark/viz/model"
)

func TestLensKeepsThePointUnderThePointer(t *testing.T) {
	const w, h = 800, 400
	for _, p := range []Point{{400, 200}, {20, 390}, {799, 1}} {
		l := Lens{}
		for range 30 {
			old := l
			zoom := max(old.Zoom, 1)
			x, y := old.X+p.X/zoom, old.Y+p.Y/zoom
			l = old.About(p, 1.4, w, h)
			if got := l.point(Point{x, y}); math.Hypot(got.X-p.X, got.Y-p.Y) > 0.01 {
				t.Fatalf("at ×%v the point under %v went to %v", l.Zoom, p, got)
			}
			if l.X < 0 || l.Y < 0 || l.X+w/l.Zoom > w+0.01 || l.Y+h/l.Zoom > h+0.01 {
				t.Fatalf("%+v shows what is beyond the stage", l)
			}
		}
		for range 40 {
			l = l.About(p, 1/1.4, w, h)
		}
		if l.on() {
			t.Errorf("zoomed out, the lens is %+v", l)
		}
	}
}

func TestLensMovesEvenlyToItsGoal(t *testing.T) {
	from, to := Lens{}, Lens{40, 300, 120}
	if got := from.Toward(to, 1); math.Abs(got.X-to.X)+math.Abs(got.Y-to.Y)+math.Abs(got.Zoom-to.Zoom) > 0.01 {
		t.Errorf("ends at %+v, want %+v", got, to)
	}
	last := 1.0
	for i := 1; i <= 20; i++ {
		l := from.Toward(to, float64(i)/20)
		if l.Zoom <= last || l.X < 0 || l.X > to.X+0.01 {
			t.Fatalf("on the way: %+v after a zoom of %v", l, last)
		}
		last = l.Zoom
	}
}

// However many there are, looking closely enough shows names, each at the place
// where the pointer found it before.
func TestZoomingReachesNamedGoroutines(t *testing.T) {
	run, err := model.NewRun(sample.WaitGroup(20_000))
	if err != nil {
		t.Fatal(err)
	}
	s := New(run, views[0])
	c := model.NewCursor(run)
	c.Seek(run.Steps() / 2)
	s.Stand(c.From, c.To, &c.Event)
	var pic Picture
	s.Draw(&pic, 1)
	asleep := s.to.Waiting[trace.ReasonSleep]
	if asleep.Len() < 10_000 {
		t.Fatalf("%d sleep, too few for this test", asleep.Len())
	}
	for _, place := range []int{0, 7, 5000, asleep.Len() - 1} {
		g := asleep.At(place)
		sp, _ := s.find(&s.now, g)
		p := sp.rect.Center()
		if th, _ := s.ThingAt(&pic, p); th.Kind == model.ThingCrowd && (place < th.From || place >= th.To) {
			t.Errorf("at %v stand the places %d to %d, want %d among them", p, th.From, th.To, place)
		}
		v := s.View()
		for range 60 {
			sp, _ = s.find(&s.now, g)
			if sp.kind.named() {
				break
			}
			v.Lens = v.Lens.About(sp.rect.Center(), 1.3, s.lay.stage.W, s.lay.stage.H)
			s.SetView(v)
		}
		s.Draw(&pic, 1)
		if th, r := s.ThingAt(&pic, sp.rect.Center()); th.Kind != model.ThingG || th.G != g {
			t.Errorf("zoomed to the place %d, there is %+v at %v, want %v", place, th, r, g)
		}
		if n := len(pic.Shapes); n > 3000 {
			t.Errorf("%d shapes are drawn for what is in sight", n)
		}
		v.Lens = Lens{}
		s.SetView(v)
		s.Draw(&pic, 1)
	}
}

// Every goroutine stands in exactly one zone, however it is drawn there.
func TestZonesHoldEverybodyOnce(t *testing.T) {
	all := runs(t)
	many, err := model.NewRun(sample.WaitGroup(700))
	if err != nil {
		t.Fatal(err)
	}
	all["waitgroup700"] = many
	for name, run := range all {
		for _, v := range views {
			for _, v.Simple = range []bool{false, true} {
				s := New(run, v)
				c := model.NewCursor(run)
				for step := trace.Step(0); step <= run.Steps(); step += 1 + run.Steps()/60 {
					c.Seek(step)
					s.Stand(c.From, c.To, &c.Event)
					n := 0
					for z := range s.now.zones {
						n += s.now.zones[z].n
						for _, q := range s.now.zones[z].queues {
							for i := range q.Len() {
								if q.object && s.to.G(q.At(i)).Reason == trace.ReasonSelect {
									n-- // it stands with the selects
								}
							}
						}
					}
					if n != s.to.Goroutines() {
						t.Fatalf("%s %vx%v step %d: %d stand in zones, %d exist", name, v.Width, v.Height, step, n, s.to.Goroutines())
					}
				}
			}
		}
	}
}

package scene

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/internal/sample"
	"gopark/viz/model"
)

// looks are the looks at the timeline at which it is tested, made for a run.
func looks(run *model.Run) []TimeView {
	n := float64(run.Steps())
	return []TimeView{
		{},
		{ByTime: true},
		{From: n * 0.3, To: n*0.3 + 20, Sort: SortTree},
		{From: n * 0.31, To: n * 0.77, Sort: SortLifetime, Top: 3, Pitch: 30},
		{From: n * 0.5, To: n * 1.1, ByTime: true, Range: [2]trace.Step{run.Steps() / 3, run.Steps() / 2}},
		{From: n - 7, To: n + 1, Open: 2, Top: 1},
	}
}

func lookAt(s *Scene, t TimeView) {
	v := s.View()
	v.Time = t
	s.SetView(v)
}

// eachLook stands a scene in the middle of each run and looks at its timeline.
func eachLook(t *testing.T, f func(name string, s *Scene)) {
	t.Helper()
	for name, run := range runs(t) {
		for _, v := range views {
			s := New(run, v)
			c := model.NewCursor(run)
			c.Seek(run.Steps() / 2)
			s.Stand(c.From, c.To, &c.Event)
			for i, look := range looks(run) {
				lookAt(s, look)
				f(fmt.Sprintf("%s %vx%v look %d", name, v.Width, v.Height, i), s)
			}
		}
	}
}

func TestAxisIsItsOwnInverse(t *testing.T) {
	eachLook(t, func(name string, s *Scene) {
		a := &s.tl.axis
		last := math.Inf(-1)
		for step := trace.Step(0); step <= s.run.Steps(); step++ {
			c := a.column(step)
			if c < last+1 {
				t.Fatalf("%s: step %d begins at column %v, the one before at %v", name, step, c, last)
			}
			last = c
			for _, at := range []float64{c, c + 0.5, c + 0.999, a.end(step) - 0.001} {
				if got := a.step(at); got != step {
					t.Fatalf("%s: column %v of step %d is taken for step %d", name, at, step, got)
				}
			}
			if x := a.middle(step); x > a.x && x < a.x+a.w && s.StepAt(x) != step {
				t.Fatalf("%s: the middle of step %d is taken for step %d", name, step, s.StepAt(x))
			}
		}
		if got := a.columnAt(a.pixel(12.25)); math.Abs(got-12.25) > 1e-9 {
			t.Fatalf("%s: column 12.25 comes back as %v", name, got)
		}
		if a.perNS == 0 {
			return
		}
		for step := trace.Step(0); step < s.run.Steps(); step++ {
			now := a.clock.At(step)
			if got := trace.Time(math.Round(a.time(a.column(step)))); got != now {
				t.Fatalf("%s: the time of step %d is %v on the axis, want %v", name, step, got, now)
			}
			if c := a.columnOf(now); c > a.column(step)+1e-6 {
				t.Fatalf("%s: the clock reaches %v at column %v, after step %d at %v", name, now, c, step, a.column(step))
			}
		}
	})
}

func TestTicksDoNotOverlap(t *testing.T) {
	eachLook(t, func(name string, s *Scene) {
		tl := &s.tl
		right := tl.plot.X - 1
		labels := 0
		for _, k := range tl.ticks {
			if k.x < tl.plot.X-1 || k.x > tl.plot.X+tl.plot.W+1 {
				t.Fatalf("%s: the tick %q is outside", name, k.text)
			}
			if k.text == "" {
				continue
			}
			labels++
			if k.mid-k.w/2 < right {
				t.Fatalf("%s: the tick %q overlaps what is left of it", name, k.text)
			}
			right = k.mid + k.w/2 + 4
			if math.Abs(k.mid-k.x) > k.w/2+0.5 {
				t.Fatalf("%s: the label %q is not at its tick", name, k.text)
			}
			for _, m := range tl.marks {
				if k.mid+k.w/2 > m.rect.X && k.mid-k.w/2 < m.rect.X+m.rect.W {
					t.Fatalf("%s: the tick %q overlaps the sign of a finding", name, k.text)
				}
			}
		}
		if labels == 0 && s.view.Width > phoneWidth && tl.axis.perNS == 0 {
			t.Fatalf("%s: no tick has a label", name)
		}
		for i, m := range tl.marks {
			for _, o := range tl.marks[:i] {
				if m.rect.Overlaps(o.rect) {
					t.Fatalf("%s: two signs overlap", name)
				}
			}
			if !m.rect.In(tl.rect) {
				t.Fatalf("%s: a sign is outside", name)
			}
		}
	})
}

func TestNiceNumbers(t *testing.T) {
	for v, want := range map[float64]float64{1: 1, 1.2: 2, 2: 2, 2.1: 5, 7: 10, 10: 10, 11: 20, 49: 50, 51: 100, 0.3: 0.5} {
		if got := nice(v); math.Abs(got-want) > 1e-9 {
			t.Errorf("nice(%v) = %v, want %v", v, got, want)
		}
	}
	for v, want := range map[float64]float64{0.1: 1, 3e6: 5e6, 0.7 * minute: minute, 25 * minute: 0.5 * hour, 3 * hour: 5 * hour} {
		if got := niceTime(v); math.Abs(got-want) > 1e-3 {
			t.Errorf("niceTime(%v) = %v, want %v", v, got, want)
		}
	}
}

// spansOf returns the boxes of a goroutine's row with the whole run as wide as
// it must be for every span to be drawn by itself.
func spansOf(run *model.Run, g trace.GID, byTime bool) (*timeline, []Rect) {
	tl := newTimeline(run, View{Width: 1000, Height: 600, Theme: &Dark, Scale: 1}, Rect{0, 0, 1000, 600})
	tl.view = View{Width: 1000, Height: 600, Theme: &Dark, Scale: 1, Time: TimeView{ByTime: byTime}}
	tl.plot = Rect{100, 0, 20 * float64(run.Steps()+1), 600}
	tl.axis = newAxis(run, &tl.view.Time, tl.plot.X, tl.plot.W)
	var pic Picture
	tl.buildRow(&pic, g, 10, 4)
	var out []Rect
	for i := range pic.Shapes {
		if pic.Shapes[i].Op == OpBox {
			out = append(out, pic.Shapes[i].Rect)
		}
	}
	return &tl, out
}

func TestSpansTileTheLife(t *testing.T) {
	for name, run := range runs(t) {
		for g := trace.MainG; int(g) <= run.Goroutines(); g++ {
			for _, byTime := range []bool{false, true} {
				tl, boxes := spansOf(run, g, byTime)
				changes := run.Changes(g)
				if len(boxes) != len(changes) {
					t.Fatalf("%s %v: %d boxes for %d spans", name, g, len(boxes), len(changes))
				}
				for i, r := range boxes {
					x0, x1 := tl.axis.pixel(tl.axis.column(changes[i].Step)), tl.axis.pixel(tl.endOf(changes, i))
					if changes[i].State == trace.Done {
						x0, x1 = x0+0.5, x1-0.5
					}
					if math.Abs(r.X-x0) > 0.51 || math.Abs(r.X+r.W-x1) > overhang {
						t.Fatalf("%s %v span %d is drawn from %v to %v, want from %v to %v", name, g, i, r.X, r.X+r.W, x0, x1)
					}
					if i > 0 && r.X < boxes[i-1].X+boxes[i-1].W-0.01 {
						t.Fatalf("%s %v: spans %d and %d overlap", name, g, i-1, i)
					}
				}
			}
		}
	}
}

// colorUnder returns the colour that is drawn at a point, or the zero Color.
func colorUnder(shapes []Shape, p Point) Color {
	for i := len(shapes) - 1; i >= 0; i-- {
		sh := &shapes[i]
		if (sh.Op == OpBox || sh.Op == OpHatch) && sh.Fill.A == 0xff && sh.Rect.Contains(p) {
			return sh.Fill
		}
	}
	return Color{}
}

// A window shows what the whole run, drawn as large, shows there; also where
// spans are gathered.
func TestWindowIsAPartOfTheWhole(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	run, err := model.NewRun(sample.Random(2, 6000, 4, 12))
	if err != nil {
		t.Fatal(err)
	}
	view := View{Width: 900, Height: 600, Theme: &Dark, Scale: 1}
	draw := func(v TimeView, plot Rect, g trace.GID) (axis, []Shape) {
		tl := newTimeline(run, view, Rect{0, 0, 900, 600})
		tl.view = view
		tl.plot = plot
		tl.axis = newAxis(run, &v, plot.X, plot.W)
		var pic Picture
		tl.buildRow(&pic, g, 10, 4)
		return tl.axis, pic.Shapes
	}
	for range 40 {
		g := trace.MainG + trace.GID(rnd.IntN(run.Goroutines()))
		v := TimeView{ByTime: rnd.IntN(2) == 0}
		all := newAxis(run, &v, 0, 1)
		width := all.length() / float64(1+rnd.IntN(30))
		// By a whole number of pixels, so that both are rounded alike.
		v.From = math.Floor(rnd.Float64()*(all.length()-width)*600/width) * width / 600
		v.To = v.From + width
		part, shapes := draw(v, Rect{100, 0, 600, 600}, g)
		_, whole := draw(TimeView{ByTime: v.ByTime}, Rect{100, 0, 600 / width * all.length(), 600}, g)
		shift := part.from * part.scale()
		for x := 101.5; x < 699; x += 7 {
			got := colorUnder(shapes, Point{x, 12})
			if a, b := colorUnder(whole, Point{x + shift - 0.01, 12}), colorUnder(whole, Point{x + shift + 0.01, 12}); got != a && got != b {
				t.Fatalf("%v in columns %v to %v at %v: %v is drawn, the whole run has %v", g, v.From, v.To, x, got, a)
			}
		}
	}
}

func TestZoomKeepsThePlaceUnderThePointer(t *testing.T) {
	eachLook(t, func(name string, s *Scene) {
		x := s.tl.plot.X + s.tl.plot.W*0.37
		column := s.tl.axis.columnAt(x)
		before := s.view.Time
		for _, factor := range []float64{1.3, 4, 0.8} {
			lookAt(s, before)
			a0 := s.tl.axis
			lookAt(s, s.Zoomed(x, factor))
			a := &s.tl.axis
			if a.from < 0 || a.to > a.length()+1e-9 || a.from >= a.to {
				t.Fatalf("%s: the window is from %v to %v", name, a.from, a.to)
			}
			want := (a0.to - a0.from) / factor
			if clamped := want < leastColumns || want > a.length(); clamped || a.from == 0 || a.to > a.length()-1e-6 {
				continue
			}
			if got := a.columnAt(s.tl.plot.X + (x - a0.x)); math.Abs(got-column) > 1e-6*a.length() {
				t.Fatalf("%s: column %v was under the pointer and %v is", name, column, got)
			}
		}
		lookAt(s, before)
	})
}

func TestRowsZoomAndOpen(t *testing.T) {
	run, err := model.NewRun(sample.WaitGroup(3000))
	if err != nil {
		t.Fatal(err)
	}
	s := New(run, views[0])
	r := &s.tl.rows
	if !r.grouped || r.count() != 2 {
		t.Fatalf("3,001 goroutines have %d rows, want main's and the workers'", r.count())
	}
	y := r.top(1) + 5
	v, ok := s.GroupToggled(y)
	if !ok {
		t.Fatal("the workers do not open")
	}
	lookAt(s, v)
	if r.count() != 3002 || r.pitch < minLabel {
		t.Fatalf("open, there are %d rows of %v pixels", r.count(), r.pitch)
	}
	// Every goroutine can be reached, and is what is found where it is shown.
	for _, g := range []trace.GID{1, 2, 77, 1500, 3001} {
		lookAt(s, s.Shown(s.view.Time, 0, g))
		i, ok := r.rowOf(g)
		mid := r.top(i) + r.height(i)/2
		if !ok || mid < s.tl.plot.Y || mid > s.tl.plot.Y+s.tl.plot.H {
			t.Fatalf("%v is at row %d at %v, in %v", g, i, mid, s.tl.plot)
		}
		if th := s.TimelineThingAt(Point{s.tl.rect.X + 40, mid}); th.Kind != model.ThingG || th.G != g {
			t.Fatalf("in the row of %v there is %+v", g, th)
		}
	}
	// Zooming out closes the group in the end, zooming in opens it.
	for range 20 {
		lookAt(s, s.RowsZoomed(s.tl.plot.Center().Y, 0.7))
	}
	if r.open >= 0 {
		t.Fatalf("after zooming out, group %d is open at a pitch of %v", r.open, r.pitch)
	}
	lookAt(s, s.RowsZoomed(r.top(1)+5, 1.5))
	if r.open != 1 {
		t.Fatal("zooming in does not open the group")
	}
	lookAt(s, s.RowsZoomed(s.tl.plot.Center().Y, 3))
	at := s.tl.plot.Y + s.tl.plot.H*0.6
	row := r.at(at - r.view.Y + r.scroll)
	lookAt(s, s.RowsZoomed(at, 1.8))
	if got := r.at(at - r.view.Y + r.scroll); math.Abs(got-row) > 0.5 {
		t.Errorf("row %v was under the pointer and %v is", row, got)
	}
}

func TestPlacesOfRowsAreInverse(t *testing.T) {
	eachLook(t, func(name string, s *Scene) {
		r := &s.tl.rows
		for i := range r.count() {
			if got := r.at(r.start(i) + r.height(i)/2); math.Abs(got-float64(i)-0.5) > 1e-6 {
				t.Fatalf("%s: the middle of row %d is taken for row %v", name, i, got)
			}
			g, group := r.row(i)
			if group >= 0 {
				continue
			}
			if k, ok := r.rowOf(g); !ok || k != i {
				t.Fatalf("%s: row %d is %v's, whose row is %d", name, i, g, k)
			}
		}
		if bottom := r.view.Y + r.view.H; r.count() > 0 && r.overflows() && r.top(r.count()-1)+r.height(r.count()-1) < bottom-0.5 {
			t.Fatalf("%s: the rows are scrolled beyond their end", name)
		}
	})
}

func TestSpansAreFoundWhereTheyAreDrawn(t *testing.T) {
	eachLook(t, func(name string, s *Scene) {
		tl := &s.tl
		for i := tl.rows.first(); i < tl.rows.count(); i++ {
			g, group := tl.rows.row(i)
			y := tl.rows.top(i) + tl.rows.height(i)/2
			if group >= 0 || y < tl.plot.Y || y >= tl.plot.Y+tl.plot.H {
				continue
			}
			for _, c := range s.run.Changes(g) {
				x := tl.axis.middle(c.Step)
				if x < tl.plot.X || x > tl.plot.X+tl.plot.W-1 {
					continue
				}
				switch th := s.TimelineThingAt(Point{x, y}); th.Kind {
				case model.ThingSpan:
					if th.G != g || th.State != c.State || th.Step != c.Step {
						t.Fatalf("%s: at step %d of %v there is %+v, want %+v", name, c.Step, g, th, c)
					}
				case model.ThingCause, model.ThingFinding:
				default:
					t.Fatalf("%s: at step %d of %v there is %+v", name, c.Step, g, th)
				}
			}
		}
	})
}

func TestTimelineStaysInItsPanel(t *testing.T) {
	eachLook(t, func(name string, s *Scene) {
		tl := &s.tl
		frame := Rect{0, 0, s.view.Width, s.view.Height}
		for i := range tl.static {
			sh := &tl.static[i]
			switch sh.Op {
			case OpCurve:
				continue
			case OpText:
				r := Rect{sh.Rect.X, sh.Rect.Y - font.Capital(sh.Face)*sh.Size, sh.Rect.W, font.Capital(sh.Face) * sh.Size}
				if !r.In(tl.rect) {
					t.Fatalf("%s: the text %q at %v is outside of %v", name, sh.Text, r, tl.rect)
				}
				if sh.Size < 14*s.view.Scale-0.01 {
					t.Fatalf("%s: the text %q is %v high", name, sh.Text, sh.Size)
				}
			default:
				if !sh.Rect.In(frame) || sh.Rect.Y < tl.rect.Y-0.5 {
					t.Fatalf("%s: %+v is outside of the timeline", name, sh)
				}
			}
		}
	})
}

// Names must not stand upon each other, and the acting goroutine's is there.
func TestNamesOfRowsDoNotOverlap(t *testing.T) {
	var pic Picture
	eachLook(t, func(name string, s *Scene) {
		var names []Rect
		acting := false
		s.Draw(&pic, 1)
		for i := range pic.Shapes {
			sh := &pic.Shapes[i]
			if sh.Op != OpText || sh.Rect.X > s.tl.plot.X || sh.Rect.Y < s.tl.plot.Y {
				continue
			}
			high := font.Capital(sh.Face) * sh.Size
			r := Rect{sh.Rect.X, sh.Rect.Y - high, sh.Rect.W, high}
			if !r.In(s.tl.rect) {
				t.Fatalf("%s: the name %q at %v is outside", name, sh.Text, r)
			}
			for _, o := range names {
				if r.Overlaps(o) {
					t.Fatalf("%s: the name %q at %v overlaps another at %v", name, sh.Text, r, o)
				}
			}
			names = append(names, r)
			acting = acting || sh.Fill == s.view.Theme.Text
		}
		if _, _, seen := s.tl.middleOf(s.event.G); seen && !acting {
			t.Fatalf("%s: the acting %v has no name", name, s.event.G)
		}
	})
}

func TestSignsDiffer(t *testing.T) {
	seen := map[string]int{}
	for kind, sign := range signs {
		if other, ok := seen[sign.text]; ok {
			t.Errorf("findings %d and %d have the same sign %q", other, kind, sign.text)
		}
		seen[sign.text] = kind
		for _, r := range sign.text {
			if !font.Covers(font.Bold, r) {
				t.Errorf("finding %d: the font has no %q", kind, r)
			}
		}
	}
}

func TestFollowingTurnsPages(t *testing.T) {
	run, err := model.NewRun(sample.Random(1, 400, 2, 20))
	if err != nil {
		t.Fatal(err)
	}
	s := New(run, views[0])
	lookAt(s, s.Window(40, 50))
	turns := 0
	for step := trace.Step(40); step <= run.Steps(); step++ {
		v := s.Shown(s.view.Time, step, trace.NoG)
		if v != s.view.Time {
			turns++
		}
		lookAt(s, v)
		if !s.StepSeen(step) {
			t.Fatalf("step %d is not in the window from %v to %v", step, v.From, v.To)
		}
		if math.Abs(v.To-v.From-50) > 1e-6 {
			t.Fatalf("the window is %v wide", v.To-v.From)
		}
	}
	if most := int(run.Steps()) / 40; turns > most {
		t.Errorf("%d turns for %d steps, want at most %d", turns, run.Steps()-40, most)
	}
}

func TestMinimapFrame(t *testing.T) {
	run, err := model.NewRun(sample.Random(1, 400, 2, 20))
	if err != nil {
		t.Fatal(err)
	}
	s := New(run, views[0])
	if s.tl.strip.H != 0 {
		t.Error("there is a minimap of what is seen anyway")
	}
	lookAt(s, s.Window(100, 100))
	f := s.tl.frame()
	for hold, x := range map[Hold]float64{HoldLeft: f.X + 1, HoldFrame: f.Center().X, HoldRight: f.X + f.W - 1, HoldNone: f.X + f.W + 60} {
		if got := s.FrameHold(x); got != hold {
			t.Errorf("at %v of the frame %v the pointer holds %v, want %v", x, f, got, hold)
		}
	}
	d := s.tl.whole.scale() * 20
	check := func(hold Hold, from, to float64) {
		v := s.FrameDragged(s.view.Time, hold, d)
		if math.Abs(v.From-from) > 1e-6 || math.Abs(v.To-to) > 1e-6 {
			t.Errorf("hold %v: from %v to %v, want from %v to %v", hold, v.From, v.To, from, to)
		}
	}
	check(HoldFrame, 120, 220)
	check(HoldLeft, 120, 200)
	check(HoldRight, 100, 220)
}

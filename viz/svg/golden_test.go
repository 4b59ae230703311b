package svg

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
	"gopark/viz/model"
	"gopark/viz/scene"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden is a picture that is compared with the file testdata/<name>.svg.
type golden struct {
	name string
	sees string // what must be seen, for who looks at the file
	// make makes a trace, beginning with main running on P0, and returns the
	// step to be drawn.
	make  func(m *sample.Maker) trace.Step
	procs int     // 0: one
	t     float64 // the moment of the way to the step; 0: it is at rest
	view  func(*scene.View)
	part  scene.Part  // the timeline: only that is drawn
	thing model.Thing // only this is drawn; none: all
	find  string      // who is looked for
}

// last is the step after everything that has happened so far.
func last(m *sample.Maker) trace.Step { return trace.Step(m.Len()) }

// run makes the trace of g and says at which step it is drawn.
func (g *golden) run(t *testing.T) (*model.Run, trace.Step) {
	t.Helper()
	m := sample.NewMaker(max(g.procs, 1))
	m.Go(trace.NoG, 0, "main", 1)
	m.Start(0)
	step := g.make(m)
	if !m.State.Ended {
		m.Exit(trace.OutcomeStopped)
	}
	tr := m.Trace()
	if err := trace.Validate(tr); err != nil {
		t.Errorf("%s: %v", g.name, err)
	}
	run, err := model.NewRun(tr)
	if err != nil {
		t.Fatalf("%s: %v", g.name, err)
	}
	return run, step
}

func (g *golden) look() scene.View {
	v := scene.View{Width: 640, Height: 300, Theme: &scene.Light, Scale: 1, NoTimeline: true}
	if g.part == scene.PartTimeline {
		v.Width, v.Height, v.NoTimeline = 640, 480, false
	}
	if g.view != nil {
		g.view(&v)
	}
	return v
}

func (g *golden) draw(t *testing.T) []byte {
	t.Helper()
	run, step := g.run(t)
	v := g.look()
	if g.find != "" {
		v.Match = run.Find(g.find)
	}
	moment := g.t
	if moment == 0 {
		moment = 1
	}
	if g.part == scene.PartStage && g.thing.Kind == model.ThingNone {
		return Moment(run, step, moment, v)
	}
	c := model.NewCursor(run)
	c.Seek(step)
	var pic scene.Picture
	s := scene.New(run, v)
	draw(&pic, s, c, moment)
	part := scene.Rect{}
	if g.part == scene.PartTimeline {
		y := s.Stage().H
		part = scene.Rect{X: 0, Y: y, W: v.Width, H: v.Height - y}
	}
	for _, r := range pic.Regions {
		if g.thing.Kind != model.ThingNone && r.Thing == g.thing {
			part = scene.Rect{X: r.Rect.X - 6, Y: r.Rect.Y - 6, W: r.Rect.W + 12, H: r.Rect.H + 12}
		}
	}
	if part.W <= 0 || part.H <= 0 {
		t.Fatalf("%s: there is no %+v in the picture", g.name, g.thing)
	}
	return Write(within(pic.Shapes, part), part, sentence(c))
}

// within returns the shapes that are seen in a part of a picture.
func within(shapes []scene.Shape, part scene.Rect) []scene.Shape {
	var out []scene.Shape
	for _, s := range shapes {
		r := s.Rect
		switch s.Op {
		case scene.OpCurve:
			r = around(s.Curve[:])
		case scene.OpText:
			r = scene.Rect{X: r.X, Y: r.Y - s.Size, W: r.W, H: s.Size}
		}
		if r.Overlaps(part) {
			out = append(out, s)
		}
	}
	return out
}

func around(points []scene.Point) scene.Rect {
	x0, y0, x1, y1 := points[0].X, points[0].Y, points[0].X, points[0].Y
	for _, p := range points[1:] {
		x0, y0, x1, y1 = min(x0, p.X), min(y0, p.Y), max(x1, p.X), max(y1, p.Y)
	}
	return scene.Rect{X: x0, Y: y0, W: max(x1-x0, 1), H: max(y1-y0, 1)}
}

func TestPicturesAreAsCommitted(t *testing.T) {
	var all []golden
	all = append(all, objects...)
	all = append(all, stages...)
	all = append(all, timelines...)
	names := map[string]bool{}
	for i := range all {
		g := &all[i]
		if names[g.name] || g.sees == "" {
			t.Errorf("%s: expected one golden of that name, and words for what is seen in it", g.name)
		}
		names[g.name] = true
		compare(t, g.name, g.sees, g.draw(t))
	}
	for _, m := range moments {
		names[m.name] = true
		run, err := model.NewRun(m.trace())
		if err != nil {
			t.Fatalf("%s: %v", m.name, err)
		}
		compare(t, m.name, "a whole picture", Moment(run, m.step, 1, scene.View{Width: m.w, Height: m.h, Theme: m.theme, Scale: 1}))
	}
	names["storyboard"] = true
	files, err := filepath.Glob("testdata/*.svg")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, f := range files {
		if name := strings.TrimSuffix(filepath.Base(f), ".svg"); !names[name] {
			t.Errorf("%s belongs to no test", f)
		}
	}
}

// compare compares a picture with its file.
func compare(t *testing.T, name, sees string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name+".svg")
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs from %s, in which must be seen: %s; look at both and run with -update if the new one is right", name, file, sees)
	}
}

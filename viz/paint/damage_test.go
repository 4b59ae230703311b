package paint

import (
	"slices"
	"testing"

	"gopark/viz/internal/sample"
	"gopark/viz/model"
	"gopark/viz/scene"
)

// stack lists the shapes that may colour a point, from the ground up.
func stack(shapes []scene.Shape, at scene.Point) []scene.Shape {
	var list []scene.Shape
	for i := range shapes {
		if bounds(&shapes[i]).Contains(at) {
			list = append(list, shapes[i])
		}
	}
	return list
}

func TestOutsideTheDamageNothingDiffers(t *testing.T) {
	// Only the damage is painted: a forgotten shape would stay on the screen.
	const width, height, grid = 820, 560, 13
	for seed := range uint64(3) {
		run, err := model.NewRun(sample.Random(seed, 40, 2, 8))
		if err != nil {
			t.Fatal(err)
		}
		c := model.NewCursor(run)
		s := scene.New(run, scene.View{Width: width, Height: height, Theme: &scene.Dark, Scale: 1})
		var pic scene.Picture
		var before []scene.Shape
		for step := range run.Steps() + 1 {
			c.Seek(step)
			s.Stand(c.From, c.To, &c.Event)
			for _, at := range []float64{0, 0.3, 0.8, 1} {
				s.Draw(&pic, at)
				rects, ok := damage(before, pic.Shapes)
				if before != nil && ok {
					compare(t, before, pic.Shapes, rects, width, height, grid)
				}
				before = append(before[:0], pic.Shapes...)
			}
		}
	}
}

func compare(t *testing.T, before, now []scene.Shape, rects []scene.Rect, width, height, grid float64) {
	t.Helper()
	for y := 0.5; y < height; y += grid {
		for x := 0.5; x < width; x += grid {
			at := scene.Point{X: x, Y: y}
			if slices.ContainsFunc(rects, func(r scene.Rect) bool { return r.Contains(at) }) {
				continue
			}
			if a, b := stack(before, at), stack(now, at); !slices.Equal(a, b) {
				t.Fatalf("at %v, outside of %v, expected\n%v\nfound\n%v", at, rects, a, b)
			}
		}
	}
}

func box(x float64) scene.Shape {
	return scene.Shape{Op: scene.OpBox, Rect: scene.Rect{X: x, Y: 10, W: 20, H: 20}, Fill: scene.RGB(0xff0000)}
}

func TestDamage(t *testing.T) {
	a, b, c := box(0), box(10), box(300)
	for _, test := range []struct {
		name        string
		before, now []scene.Shape
		hurt, safe  []scene.Point
	}{
		{"the same", []scene.Shape{a, c}, []scene.Shape{a, c}, nil, []scene.Point{{X: 5, Y: 15}, {X: 305, Y: 15}}},
		{"moved", []scene.Shape{a, c}, []scene.Shape{a, box(500)}, []scene.Point{{X: 305, Y: 15}, {X: 505, Y: 15}}, []scene.Point{{X: 5, Y: 15}, {X: 400, Y: 15}}},
		{"added", []scene.Shape{a}, []scene.Shape{a, c}, []scene.Point{{X: 305, Y: 15}}, []scene.Point{{X: 5, Y: 15}}},
		{"removed", []scene.Shape{a, c}, []scene.Shape{c}, []scene.Point{{X: 5, Y: 15}}, []scene.Point{{X: 305, Y: 15}}},
		{"another order", []scene.Shape{a, b, c}, []scene.Shape{b, a, c}, []scene.Point{{X: 15, Y: 15}}, []scene.Point{{X: 305, Y: 15}}},
	} {
		rects, ok := damage(test.before, test.now)
		if !ok {
			t.Errorf("%s: all must be painted", test.name)
		}
		in := func(p scene.Point) bool {
			return slices.ContainsFunc(rects, func(r scene.Rect) bool { return r.Contains(p) })
		}
		for _, p := range test.hurt {
			if !in(p) {
				t.Errorf("%s: expected %v in the damage, found %v", test.name, p, rects)
			}
		}
		for _, p := range test.safe {
			if in(p) {
				t.Errorf("%s: expected %v outside of the damage, found %v", test.name, p, rects)
			}
		}
	}
}

func TestGatheredRectanglesCoverAndKeepApart(t *testing.T) {
	// Overlapping parts would paint what is half transparent twice.
	var rects []scene.Rect
	for i := range 40 {
		rects = append(rects, scene.Rect{X: float64(i * 37 % 400), Y: float64(i * 53 % 300), W: 9, H: 5})
	}
	out := gather(rects)
	if len(out) > mostRects {
		t.Errorf("expected at most %d rectangles, found %d", mostRects, len(out))
	}
	for _, r := range rects {
		if !slices.ContainsFunc(out, r.In) {
			t.Errorf("%v is not covered by %v", r, out)
		}
	}
	for i := range out {
		for j := range i {
			if out[i].Overlaps(out[j]) {
				t.Errorf("%v overlaps %v", out[i], out[j])
			}
		}
	}
}

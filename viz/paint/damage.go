package paint

import (
	"image"
	"math"

	"gopark/viz/scene"
)

// What a picture has in common with the one before stays on the screen. The
// rest, the damage, is a few rectangles; in them everything is painted anew, in
// order, so that the result is that of painting the whole picture.
const (
	// Looking for a shape of the old picture in the new one stops after so many.
	matchWindow = 96
	// With more shapes than that, or more of them changed, or more of the
	// picture damaged, all of it is painted.
	mostCompared = 8192
	mostChanged  = 400
	mostShare    = 0.7
	// The damage is at most so many rectangles.
	mostRects = 6
)

// damage returns the rectangles, in CSS pixels, outside of which two lists of
// shapes look the same; ok is false if all must be painted.
func damage(before, now []scene.Shape) (rects []scene.Rect, ok bool) {
	if len(before) > mostCompared || len(now) > mostCompared {
		return nil, false
	}
	hurt := func(s *scene.Shape) {
		rects = append(rects, bounds(s))
	}
	// Shapes that are in both lists are matched in their order; a shape that
	// has changed places with another is in neither.
	i := 0
	for j := range now {
		k, end := i, min(i+matchWindow, len(before))
		for k < end && before[k] != now[j] {
			k++
		}
		if k == end {
			hurt(&now[j])
			continue
		}
		for ; i < k; i++ {
			hurt(&before[i])
		}
		i = k + 1
	}
	for ; i < len(before); i++ {
		hurt(&before[i])
	}
	if len(rects) > mostChanged {
		return nil, false
	}
	return gather(rects), true
}

// bounds returns a rectangle outside of which a shape paints nothing.
func bounds(s *scene.Shape) scene.Rect {
	switch s.Op {
	case scene.OpCurve:
		x0, y0 := s.Curve[0].X, s.Curve[0].Y
		x1, y1 := x0, y0
		for _, p := range s.Curve[1:] {
			x0, x1 = min(x0, p.X), max(x1, p.X)
			y0, y1 = min(y0, p.Y), max(y1, p.Y)
		}
		return scene.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}.Inset(-s.Line - s.Arrow/2 - 2)
	case scene.OpText:
		// Letters reach beyond their advance, above the capitals and below the line.
		return scene.Rect{X: s.Rect.X - 0.3*s.Size, Y: s.Rect.Y - 1.2*s.Size, W: s.Rect.W + 0.6*s.Size, H: 1.7 * s.Size}
	}
	return s.Rect.Inset(-2)
}

func area(r scene.Rect) float64 { return r.W * r.H }

func union(a, b scene.Rect) scene.Rect {
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return scene.Rect{X: x, Y: y, W: max(a.X+a.W, b.X+b.W) - x, H: max(a.Y+a.H, b.Y+b.H) - y}
}

// gather joins rectangles until none overlap and few are left.
func gather(rects []scene.Rect) []scene.Rect {
	var out []scene.Rect
	for _, r := range rects {
		out = join(out, r)
	}
	for len(out) > mostRects {
		// The two that waste the least when joined.
		best, bi, bj := math.Inf(1), 0, 1
		for i := range out {
			for j := i + 1; j < len(out); j++ {
				if waste := area(union(out[i], out[j])) - area(out[i]) - area(out[j]); waste < best {
					best, bi, bj = waste, i, j
				}
			}
		}
		r := union(out[bi], out[bj])
		out = append(out[:bj], out[bj+1:]...)
		out = append(out[:bi], out[bi+1:]...)
		out = join(out, r)
	}
	return out
}

// join adds r to rectangles that do not overlap, and keeps it so.
func join(rects []scene.Rect, r scene.Rect) []scene.Rect {
	for i := 0; i < len(rects); {
		if !rects[i].Overlaps(r) {
			i++
			continue
		}
		r = union(r, rects[i])
		rects = append(rects[:i], rects[i+1:]...)
		i = 0
	}
	return append(rects, r)
}

// pixels returns the device pixels that a rectangle touches, and some.
func pixels(r scene.Rect, scale float64) image.Rectangle {
	const edge = 2
	return image.Rect(
		int(math.Floor(r.X*scale))-edge, int(math.Floor(r.Y*scale))-edge,
		int(math.Ceil((r.X+r.W)*scale))+edge, int(math.Ceil((r.Y+r.H)*scale))+edge,
	)
}

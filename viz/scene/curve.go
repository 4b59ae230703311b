package scene

import "math"

func hypot(x, y float64) float64 { return math.Hypot(x, y) }

func abs(x float64) float64 { return math.Abs(x) }

// bezier returns the point of a cubic curve at u, 0 ≤ u ≤ 1.
func bezier(c *[4]Point, u float64) Point {
	v := 1 - u
	a, b, d, e := v*v*v, 3*v*v*u, 3*v*u*u, u*u*u
	return Point{
		a*c[0].X + b*c[1].X + d*c[2].X + e*c[3].X,
		a*c[0].Y + b*c[1].Y + d*c[2].Y + e*c[3].Y,
	}
}

// Bezier returns the point of a cubic curve at u, for those who paint it.
func Bezier(c *[4]Point, u float64) Point { return bezier(c, u) }

// part returns the part of a curve from u0 to u1 (de Casteljau, twice).
func part(c [4]Point, u0, u1 float64) [4]Point {
	_, c = split(c, u0)
	if u1 >= 1 {
		return c
	}
	c, _ = split(c, (u1-u0)/(1-u0))
	return c
}

func split(c [4]Point, u float64) (head, tail [4]Point) {
	mid := func(a, b Point) Point { return Point{lerp(a.X, b.X, u), lerp(a.Y, b.Y, u)} }
	p01, p12, p23 := mid(c[0], c[1]), mid(c[1], c[2]), mid(c[2], c[3])
	p012, p123 := mid(p01, p12), mid(p12, p23)
	m := mid(p012, p123)
	return [4]Point{c[0], p01, p012, m}, [4]Point{m, p123, p23, c[3]}
}

// outside returns the part of a curve that lies neither in a, where it begins,
// nor in b, where it ends; ok is false if nothing is left.
func outside(c [4]Point, a, b Rect) (rest [4]Point, ok bool) {
	const samples = 48
	u0, u1 := 0.0, 1.0
	for i := 0; i <= samples && a.Contains(bezier(&c, u0)); i++ {
		u0 = float64(i) / samples
	}
	for i := samples; i >= 0 && b.Contains(bezier(&c, u1)); i-- {
		u1 = float64(i) / samples
	}
	if u1-u0 < 0.04 {
		return c, false
	}
	return part(c, u0, u1), true
}

// HatchPeriod is the distance of the stripes of a hatch, in pixels, and
// HatchShare the part of it that is coloured.
const (
	HatchPeriod = 8.0
	HatchShare  = 0.45
)

// DashShare is the part of a broken border's period that is drawn.
const DashShare = 0.54

// MarkRounding is the radius of a mark's corners in a grid, as a part of its
// shorter side.
const MarkRounding = 0.2

// Head returns the line of a curve without the part that its arrow's head
// covers, and the corners of the head, the tip first; ok is false if the curve
// has none.
func (s *Shape) Head() (line [4]Point, head [3]Point, ok bool) {
	c := s.Curve
	if s.Arrow <= 0 {
		return c, head, false
	}
	tip := c[3]
	// The head points along the last part of the curve that is as long as it.
	u := 1.0
	for u > 0 && hypot(tip.X-bezier(&c, u).X, tip.Y-bezier(&c, u).Y) < s.Arrow {
		u -= 0.02
	}
	back := bezier(&c, max(u, 0))
	dx, dy := tip.X-back.X, tip.Y-back.Y
	long := hypot(dx, dy)
	if long == 0 {
		return c, head, false
	}
	dx, dy = dx/long, dy/long
	half := s.Arrow * 0.45
	base := Point{tip.X - dx*s.Arrow, tip.Y - dy*s.Arrow}
	head = [3]Point{tip, {base.X - dy*half, base.Y + dx*half}, {base.X + dy*half, base.Y - dx*half}}
	return part(c, 0, min(max(u, 0)+0.02, 1)), head, true
}

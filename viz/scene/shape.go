// Package scene computes the picture of a moment as a plain list of shapes,
// with no graphics library: the stage with the five places of a goroutine's
// life, and the timeline below it.
//
// # Vocabulary
//
// A moment is a point on the way from one step to the next. A place is one of
// the five parts of the stage. A zone is a part of a place in which tokens
// stand in order; it has room for the most that are ever there in the run, so
// that nothing has to move because others come and go. A spot is where one
// token stands at one step. A token is a goroutine in the picture: it is
// always in exactly one spot or on the way between two.
//
// Lengths are CSS pixels; T runs from 0 to 1 over a step.
//
// This package must not know how shapes are painted, what time of the day it
// is, nor which keys exist.
package scene

import (
	"math"

	"gopark/viz/font"
	"gopark/viz/model"
)

// Color is a colour with straight alpha.
type Color struct{ R, G, B, A uint8 }

// RGB returns the opaque colour 0xRRGGBB.
func RGB(v uint32) Color {
	return Color{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xff}
}

// Fade returns c with its alpha multiplied by a, 0 ≤ a ≤ 1.
func (c Color) Fade(a float64) Color {
	c.A = uint8(float64(c.A)*min(max(a, 0), 1) + 0.5)
	return c
}

// Point is a place in the picture.
type Point struct{ X, Y float64 }

// Rect is a part of the picture.
type Rect struct{ X, Y, W, H float64 }

// Center returns the middle of r.
func (r Rect) Center() Point { return Point{r.X + r.W/2, r.Y + r.H/2} }

// Inset returns r without a border of d on each side.
func (r Rect) Inset(d float64) Rect {
	return Rect{r.X + d, r.Y + d, max(0, r.W-2*d), max(0, r.H-2*d)}
}

// clip returns the part of r that lies in o.
func (r Rect) clip(o Rect) Rect {
	x0, y0 := max(r.X, o.X), max(r.Y, o.Y)
	x1, y1 := min(r.X+r.W, o.X+o.W), min(r.Y+r.H, o.Y+o.H)
	return Rect{x0, y0, max(0, x1-x0), max(0, y1-y0)}
}

// Contains reports whether p lies in r.
func (r Rect) Contains(p Point) bool {
	return p.X >= r.X && p.X < r.X+r.W && p.Y >= r.Y && p.Y < r.Y+r.H
}

// In reports whether r lies within o, up to half a pixel.
func (r Rect) In(o Rect) bool {
	return r.X >= o.X-0.5 && r.Y >= o.Y-0.5 && r.X+r.W <= o.X+o.W+0.5 && r.Y+r.H <= o.Y+o.H+0.5
}

// Overlaps reports whether r and o share more than an edge.
func (r Rect) Overlaps(o Rect) bool {
	const eps = 0.01
	return r.X+eps < o.X+o.W && o.X+eps < r.X+r.W && r.Y+eps < o.Y+o.H && o.Y+eps < r.Y+r.H
}

// Op is the kind of a shape.
type Op uint8

const (
	OpBox   Op = iota // a rounded rectangle
	OpHatch           // slanted stripes within a rounded rectangle
	OpCurve           // a cubic curve
	OpText            // one line of text
	OpGrid            // equal marks in rows and columns
)

// Shape is one thing to draw. Shapes are drawn in the order of their list.
type Shape struct {
	Op Op

	// Boxes and hatches: Rect, corner Radius, Fill (a transparent one is not
	// drawn), and for boxes a border inside the edge.
	Rect   Rect
	Radius float64
	Fill   Color
	Border Color
	Line   float64 // width of the border or the curve; 0: none
	Dash   float64 // length of dashes and gaps; 0: solid

	// Grids: Rect holds whole cells, each Pitch.X by Pitch.Y with a mark of
	// Mark.X by Mark.Y in its upper left corner, filled with Fill.
	Pitch, Mark Point

	// Curves: Border, Line and Dash as above. Arrow: a head at the end.
	Curve [4]Point
	Arrow float64 // length of the arrow's head; 0: none

	// Texts: Fill is the colour, Rect.X and Rect.Y the left end of the base
	// line, Rect.W the width.
	Text string
	Face font.Face
	Size float64
}

// Snapped returns the rectangle of a box or a hatch in pixels of which so many
// are a CSS pixel. What is no pill is a part of the layout: it gets crisp edges.
func (s *Shape) Snapped(scale float64) Rect {
	r := s.Rect
	if s.Radius*2 >= min(r.W, r.H)*0.99 && s.Radius > 0 {
		return Rect{r.X * scale, r.Y * scale, r.W * scale, r.H * scale}
	}
	x0, y0 := math.Round(r.X*scale), math.Round(r.Y*scale)
	x1, y1 := math.Round((r.X+r.W)*scale), math.Round((r.Y+r.H)*scale)
	return Rect{x0, y0, max(x1-x0, 1), max(y1-y0, 1)}
}

// Region is a part of the picture that means something to a pointer.
type Region struct {
	Rect  Rect
	Thing model.Thing // what is there; the timeline's rows have spans and arrows
	Part  Part
	crowd int32 // 1 + the zone of a crowd, whose members have no regions of their own
}

// Part is one of the parts of the picture that take pointers in their own way.
type Part uint8

const (
	PartStage    Part = iota
	PartTimeline      // the rows: see Scene.StepAt
	PartMinimap       // the whole run, below the rows
)

// Picture is one moment, drawn.
type Picture struct {
	Shapes  []Shape
	Regions []Region
}

func (p *Picture) reset() {
	p.Shapes = p.Shapes[:0]
	p.Regions = p.Regions[:0]
}

func (p *Picture) box(r Rect, radius float64, fill, border Color, line, dash float64) {
	p.Shapes = append(p.Shapes, Shape{Op: OpBox, Rect: r, Radius: min(radius, r.W/2, r.H/2), Fill: fill, Border: border, Line: line, Dash: dash})
}

func (p *Picture) hatch(r Rect, radius float64, c Color) {
	p.Shapes = append(p.Shapes, Shape{Op: OpHatch, Rect: r, Radius: min(radius, r.W/2, r.H/2), Fill: c})
}

func (p *Picture) curve(c [4]Point, color Color, line, dash, arrow float64) {
	p.Shapes = append(p.Shapes, Shape{Op: OpCurve, Curve: c, Border: color, Line: line, Dash: dash, Arrow: arrow})
}

func (p *Picture) grid(r Rect, px, py, w, h float64, fill Color) {
	p.Shapes = append(p.Shapes, Shape{Op: OpGrid, Rect: r, Pitch: Point{px, py}, Mark: Point{w, h}, Fill: fill})
}

// textStyle is how a text looks.
type textStyle struct {
	face  font.Face
	size  float64
	color Color
}

// text puts s at the left end x of a line whose capitals are centred on y, cut
// to width, and returns how wide it is.
func (p *Picture) text(s string, x, y, width float64, st textStyle) float64 {
	s = font.Fit(st.face, st.size, s, width)
	if s == "" || st.color.A == 0 {
		return 0
	}
	w := font.Width(st.face, st.size, s)
	base := y + font.Capital(st.face)*st.size/2
	p.Shapes = append(p.Shapes, Shape{Op: OpText, Rect: Rect{x, base, w, st.size}, Text: s, Face: st.face, Size: st.size, Fill: st.color})
	return w
}

// textRight is text that ends at x.
func (p *Picture) textRight(s string, x, y, width float64, st textStyle) float64 {
	s = font.Fit(st.face, st.size, s, width)
	return p.text(s, x-font.Width(st.face, st.size, s), y, width+1, st)
}

// textCenter is text whose middle is x.
func (p *Picture) textCenter(s string, x, y, width float64, st textStyle) float64 {
	s = font.Fit(st.face, st.size, s, width)
	return p.text(s, x-font.Width(st.face, st.size, s)/2, y, width+1, st)
}

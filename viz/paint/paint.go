// Package paint draws shapes with Ebitengine. Every shape is a quad or a few,
// all quads of a picture are a handful of draw calls, and one shader computes
// the shapes' edges from signed distances; characters come from an atlas of
// glyphs. The insides of large shapes are drawn without that shader, since a
// processor that shades pixels pays for all of it at each.
//
// Of a picture that follows another on the same screen only the damage is
// painted: see damage.go.
//
// This package must not know what a picture means.
package paint

import (
	_ "embed"
	"fmt"
	"image"
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"gopark/viz/scene"
)

//go:embed shape.kage
var shaderSource []byte

// The modes of the shader; see shape.kage.
const (
	modeFill = iota
	modeBorder
	modeDash
	modeHatch
	modeHead
	modeGlyph
	modeGrid
)

// curveSegments is the number of straight pieces a curve is painted as.
const curveSegments = 32

// Painter paints pictures.
type Painter struct {
	shader   *ebiten.Shader
	atlas    *atlas
	vertices []ebiten.Vertex
	indices  []uint32
	options  ebiten.DrawTrianglesShaderOptions
	batches  []batch
	plain    *ebiten.Image     // a white image, for insides
	shadeAll bool              // plain insides and the ground, too
	areas    []image.Rectangle // what each shape of the picture touches, in pixels

	// The picture on the screen; no shapes: unknown.
	before []scene.Shape
	size   image.Point
	scale  float64
}

// batch is a run of triangles that are drawn the same way.
type batch struct {
	first int // of indices
	plain bool
}

// New returns a painter. Fallback draws characters that the faces lack; nil:
// they are drawn as empty boxes.
func New(fallback Fallback) (*Painter, error) {
	sh, err := ebiten.NewShader(shaderSource)
	if err != nil {
		return nil, fmt.Errorf("paint: shader: %w", err)
	}
	p := &Painter{shader: sh, atlas: newAtlas(fallback), plain: ebiten.NewImage(2, 2)}
	p.plain.Fill(color.White)
	p.options.Images[0] = p.atlas.image
	return p, nil
}

// WarmUp prepares the characters of plain English in the sizes of a picture,
// so that its first frame does not stutter.
func (p *Painter) WarmUp(shapes []scene.Shape, scale float64) {
	p.atlas.warmUp(shapes, scale)
}

// Forget makes the next picture be painted as a whole: the one before may not
// be on the screen any more.
func (p *Painter) Forget() { p.before = p.before[:0] }

// Paint draws shapes onto dst, which has scale device pixels to a CSS pixel and
// still shows what was painted last.
func (p *Painter) Paint(dst *ebiten.Image, shapes []scene.Shape, scale float64) {
	ground := groundOf(shapes, dst, scale)
	size := dst.Bounds().Size()
	var hurt []image.Rectangle
	if ground != nil && len(p.before) > 0 && size == p.size && scale == p.scale {
		hurt = p.hurt(shapes)
	} else {
		hurt = []image.Rectangle{dst.Bounds()}
	}
	p.size, p.scale = size, scale
	p.before = append(p.before[:0], shapes...)
	if ground != nil {
		shapes = shapes[1:]
	}
	p.measure(shapes, scale)
	for _, r := range hurt {
		part := dst.SubImage(r).(*ebiten.Image)
		p.shadeAll = float64(r.Dx()*r.Dy()) < smallShare*float64(size.X*size.Y)
		if ground != nil && !p.shadeAll {
			part.Fill(color.RGBA{ground.Fill.R, ground.Fill.G, ground.Fill.B, 0xff})
		}
		p.paint(part, ground, shapes)
	}
}

// measure finds the pixels that each shape touches: once, since each part of the
// screen asks for them.
func (p *Painter) measure(shapes []scene.Shape, scale float64) {
	p.areas = p.areas[:0]
	for i := range shapes {
		p.areas = append(p.areas, pixels(bounds(&shapes[i]), scale))
	}
}

// hurt returns the parts of the screen that must be painted to show shapes in
// place of the picture before.
func (p *Painter) hurt(shapes []scene.Shape) []image.Rectangle {
	screen := image.Rectangle{Max: p.size}
	rects, ok := damage(p.before, shapes)
	if !ok {
		return []image.Rectangle{screen}
	}
	var parts []image.Rectangle
	total := 0
	for _, r := range rects {
		if part := pixels(r, p.scale).Intersect(screen); !part.Empty() {
			parts = append(parts, part)
			total += part.Dx() * part.Dy()
		}
	}
	if float64(total) > mostShare*float64(p.size.X*p.size.Y) {
		return []image.Rectangle{screen}
	}
	return parts
}

// paint draws the shapes that touch dst, a part of the screen.
func (p *Painter) paint(dst *ebiten.Image, ground *scene.Shape, shapes []scene.Shape) {
	// When the atlas is full, it is emptied and the picture is begun again.
	for range 2 {
		if p.build(ground, shapes, p.scale, dst.Bounds()) {
			break
		}
		p.atlas.reset()
	}
	p.atlas.upload()
	for i, b := range p.batches {
		end := len(p.indices)
		if i+1 < len(p.batches) {
			end = p.batches[i+1].first
		}
		indices := p.indices[b.first:end]
		switch {
		case len(indices) == 0:
		case b.plain:
			p.drawPlain(dst, indices)
		default:
			p.drawShaded(dst, indices)
		}
	}
}

// part returns the vertices that indices refer to, and the indices counted
// from there: a draw call copies all vertices it is given.
func (p *Painter) part(indices []uint32) ([]ebiten.Vertex, []uint32) {
	first := indices[0]
	last := indices[len(indices)-1]
	for i := range indices {
		indices[i] -= first
	}
	return p.vertices[first : last+1], indices
}

func (p *Painter) drawShaded(dst *ebiten.Image, indices []uint32) {
	v, i := p.part(indices)
	dst.DrawTrianglesShader32(v, i, p.shader, &p.options)
}

func (p *Painter) drawPlain(dst *ebiten.Image, indices []uint32) {
	v, i := p.part(indices)
	dst.DrawTriangles32(v, i, p.plain, &ebiten.DrawTrianglesOptions{ColorScaleMode: ebiten.ColorScaleModePremultipliedAlpha})
}

// batch begins a run of triangles that are drawn in another way.
func (p *Painter) batch(plain bool) {
	p.batches = append(p.batches, batch{len(p.indices), plain})
}

// groundOf returns the first shape if it is opaque and covers all of dst.
func groundOf(shapes []scene.Shape, dst *ebiten.Image, scale float64) *scene.Shape {
	if len(shapes) == 0 {
		return nil
	}
	s, size := &shapes[0], dst.Bounds().Size()
	if s.Op != scene.OpBox || s.Radius > 0 || s.Fill.A != 0xff || s.Rect.X > 0 || s.Rect.Y > 0 ||
		s.Rect.W*scale < float64(size.X)-1 || s.Rect.H*scale < float64(size.Y)-1 {
		return nil
	}
	return s
}

// build fills the buffers with the shapes, measured before, that touch a part
// of the screen; false: the atlas is full.
func (p *Painter) build(ground *scene.Shape, shapes []scene.Shape, scale float64, part image.Rectangle) bool {
	p.vertices, p.indices, p.batches = p.vertices[:0], p.indices[:0], p.batches[:0]
	p.batch(false)
	if ground != nil && p.shadeAll {
		p.rounded(scene.Rect{X: float64(part.Min.X) - 1, Y: float64(part.Min.Y) - 1, W: float64(part.Dx()) + 2, H: float64(part.Dy()) + 2}, 0, ground.Fill, modeFill, 0, 0)
	}
	ok := true
	for i := range shapes {
		s := &shapes[i]
		if !p.areas[i].Overlaps(part) {
			continue
		}
		switch s.Op {
		case scene.OpBox:
			p.box(s, scale)
		case scene.OpHatch:
			r := s.Snapped(scale)
			if s.Fill.A != 0 {
				p.rounded(r, s.Radius*scale, s.Fill, modeHatch, scene.HatchPeriod*scale, 0)
			}
		case scene.OpGrid:
			p.grid(s, scale)
		case scene.OpCurve:
			p.curve(s, scale)
		case scene.OpText:
			ok = p.text(s, scale) && ok
		}
	}
	return ok
}

// pack puts what the shader needs beside the geometry into one number: dash in
// whole pixels below 1024, line below 63 pixels.
func pack(mode int, dash, line float64) float32 {
	d := math.Round(min(max(dash, 0), 1023))
	return float32(float64(mode)*65536 + d*64 + min(max(line, 0), 63) + 0.25)
}

func (p *Painter) box(s *scene.Shape, scale float64) {
	r := s.Snapped(scale)
	if s.Fill.A != 0 {
		p.rounded(r, s.Radius*scale, s.Fill, modeFill, 0, 0)
	}
	if s.Border.A == 0 || s.Line <= 0 {
		return
	}
	line := max(s.Line*scale, 1)
	if s.Dash > 0 {
		p.rounded(r, s.Radius*scale, s.Border, modeDash, max(1, s.Dash*scale), line)
		return
	}
	p.rounded(r, s.Radius*scale, s.Border, modeBorder, 0, line)
}

// grid adds all marks of a grid as one quad: what it costs does not depend on
// how many they are.
func (p *Painter) grid(s *scene.Shape, scale float64) {
	if s.Fill.A == 0 {
		return
	}
	x, y := math.Round(s.Rect.X*scale), math.Round(s.Rect.Y*scale)
	eighths := func(v float64) float64 { return math.Round(min(max(v*scale, 1), 511) * 8) }
	mark := eighths(s.Mark.X)*4096 + eighths(s.Mark.Y)
	p.quad(x, y, 1, 0, 0, 0, s.Rect.W*scale, s.Rect.H*scale, s.Fill,
		[4]float32{float32(s.Pitch.X * scale), float32(s.Pitch.Y * scale), float32(mark), pack(modeGrid, 0, 0)})
}

// A part of the screen that is smaller than this share of it is shaded all in
// one draw call: another kind of call costs the processor more than what a
// plain inside saves where pixels are shaded.
const smallShare = 0.25

// largeShape is the size in pixels from which on a shape's inside is painted
// apart from its edge.
const largeShape = 64

// rounded adds a rounded rectangle. Of a large one only the bands along the
// edge need the shader's distances: its inside is plain, or, for borders,
// nothing. That matters where pixels are shaded by a processor.
func (p *Painter) rounded(r scene.Rect, radius float64, c scene.Color, mode int, dash, line float64) {
	mid := r.Center()
	hw, hh := r.W/2, r.H/2
	radius = min(radius, hw, hh)
	custom := [4]float32{float32(hw), float32(hh), float32(radius), pack(mode, dash, line)}
	shade := func(x0, y0, x1, y1 float64) { p.quad(mid.X, mid.Y, 1, 0, x0, y0, x1, y1, c, custom) }
	corner, edge := math.Ceil(radius+line+1), math.Ceil(line+1)
	cx, cy := hw-corner, hh-corner // where the corners begin
	ex, ey := hw-edge, hh-edge     // where the edges begin
	if min(r.W, r.H) < largeShape || mode == modeHatch || cx <= 0 || cy <= 0 {
		shade(-hw-1, -hh-1, hw+1, hh+1)
		return
	}
	for _, sx := range [2]float64{-1, 1} {
		for _, sy := range [2]float64{-1, 1} {
			shade(min(sx*cx, sx*(hw+1)), min(sy*cy, sy*(hh+1)), max(sx*cx, sx*(hw+1)), max(sy*cy, sy*(hh+1)))
		}
		shade(min(sx*ex, sx*(hw+1)), -cy, max(sx*ex, sx*(hw+1)), cy)
		shade(-cx, min(sx*ey, sx*(hh+1)), cx, max(sx*ey, sx*(hh+1)))
	}
	switch {
	case mode != modeFill:
	case p.shadeAll:
		shade(-ex, -cy, ex, cy)
		shade(-cx, -ey, cx, -cy)
		shade(-cx, cy, cx, ey)
	default:
		p.batch(true)
		p.inside(mid, -ex, -cy, ex, cy, c)
		p.inside(mid, -cx, -ey, cx, -cy, c)
		p.inside(mid, -cx, cy, cx, ey, c)
		p.batch(false)
	}
}

// inside adds a rectangle to a plain batch.
func (p *Painter) inside(mid scene.Point, x0, y0, x1, y1 float64, c scene.Color) {
	p.quad(mid.X, mid.Y, 1, 0, x0, y0, x1, y1, c, [4]float32{})
	for i := len(p.vertices) - 4; i < len(p.vertices); i++ {
		p.vertices[i].SrcX, p.vertices[i].SrcY = 1, 1 // the middle of plain
	}
}

// quad adds a rectangle from (x0, y0) to (x1, y1) of a frame of reference with
// its origin at (ox, oy) and its x axis along the unit vector (ux, uy).
func (p *Painter) quad(ox, oy, ux, uy, x0, y0, x1, y1 float64, c scene.Color, custom [4]float32) {
	a := float32(c.A) / 255
	v := ebiten.Vertex{
		ColorR: float32(c.R) / 255 * a, ColorG: float32(c.G) / 255 * a, ColorB: float32(c.B) / 255 * a, ColorA: a,
		Custom0: custom[0], Custom1: custom[1], Custom2: custom[2], Custom3: custom[3],
	}
	n := uint32(len(p.vertices))
	for _, at := range [4][2]float64{{x0, y0}, {x1, y0}, {x0, y1}, {x1, y1}} {
		v.DstX = float32(ox + at[0]*ux - at[1]*uy)
		v.DstY = float32(oy + at[0]*uy + at[1]*ux)
		v.SrcX, v.SrcY = float32(at[0]), float32(at[1])
		p.vertices = append(p.vertices, v)
	}
	p.indices = append(p.indices, n, n+1, n+2, n+1, n+2, n+3)
}

func (p *Painter) curve(s *scene.Shape, scale float64) {
	if s.Border.A == 0 || s.Line <= 0 {
		return
	}
	c, head, hasHead := s.Head()
	points := pieces(&c, scale)
	line, dash := max(s.Line*scale, 1), s.Dash*scale
	at := 0.0 // length of the curve so far
	for i := range points[1:] {
		a, b := points[i], points[i+1]
		long := math.Hypot(b.X-a.X, b.Y-a.Y)
		if long == 0 {
			continue
		}
		ux, uy := (b.X-a.X)/long, (b.Y-a.Y)/long
		if dash <= 0 {
			p.segment(a, ux, uy, 0, long, line, s.Border)
			at += long
			continue
		}
		// The dashes of this piece: [k·2·dash, k·2·dash + dash] of the whole length.
		for k := math.Floor(at / (2 * dash)); k*2*dash < at+long; k++ {
			from, to := max(k*2*dash-at, 0), min(k*2*dash+dash-at, long)
			if to > from {
				p.segment(a, ux, uy, from, to, line, s.Border)
			}
		}
		at += long
	}
	if hasHead {
		tip := scene.Point{X: head[0].X * scale, Y: head[0].Y * scale}
		base := scene.Point{X: (head[1].X + head[2].X) / 2 * scale, Y: (head[1].Y + head[2].Y) / 2 * scale}
		long := math.Hypot(tip.X-base.X, tip.Y-base.Y)
		wide := math.Hypot(head[1].X-head[2].X, head[1].Y-head[2].Y) / 2 * scale
		if long > 0 {
			p.quad(base.X, base.Y, (tip.X-base.X)/long, (tip.Y-base.Y)/long, -1, -wide-1, long+1, wide+1, s.Border,
				[4]float32{float32(long), float32(wide), 0, pack(modeHead, 0, 0)})
		}
	}
}

// pieces returns the ends, in device pixels, of the straight pieces that a curve
// is painted as: as few as look like it, since two pieces overlap where they
// meet, which shows as a bead on a thin line.
func pieces(c *[4]scene.Point, scale float64) []scene.Point {
	const straight = 0.02 // radians
	at := func(i int) scene.Point {
		q := scene.Bezier(c, float64(i)/curveSegments)
		return scene.Point{X: q.X * scale, Y: q.Y * scale}
	}
	direction := func(a, b scene.Point) float64 { return math.Atan2(b.Y-a.Y, b.X-a.X) }
	points := make([]scene.Point, 1, curveSegments+1)
	points[0] = at(0)
	first := direction(points[0], at(1)) // of the piece being extended
	for i := 1; i < curveSegments; i++ {
		here, next := at(i), at(i+1)
		if here == next {
			continue
		}
		turn := math.Remainder(direction(here, next)-first, 2*math.Pi)
		if math.Abs(turn) > straight {
			points = append(points, here)
			first = direction(here, next)
		}
	}
	return append(points, at(curveSegments))
}

// segment adds a straight piece of a line from a in direction (ux, uy).
func (p *Painter) segment(a scene.Point, ux, uy, from, to, line float64, c scene.Color) {
	mid := (from + to) / 2
	half := (to-from)/2 + 0.5 // pieces meet without a seam
	p.quad(a.X+ux*mid, a.Y+uy*mid, ux, uy, -half-1, -line/2-1, half+1, line/2+1, c,
		[4]float32{float32(half), float32(line / 2), 0, pack(modeFill, 0, 0)})
}

// text adds the characters of a line; false: the atlas is full.
func (p *Painter) text(s *scene.Shape, scale float64) bool {
	if s.Fill.A == 0 {
		return true
	}
	x, y := s.Rect.X*scale, math.Round(s.Rect.Y*scale)
	size := s.Size * scale
	for _, r := range s.Text {
		g, ok := p.atlas.glyph(s.Face, size, r, x)
		if !ok {
			return false
		}
		if g.w > 0 {
			left, top := math.Floor(x)+float64(g.dx), y+float64(g.dy)
			n := len(p.vertices)
			p.quad(left, top, 1, 0, 0, 0, float64(g.w), float64(g.h), s.Fill, [4]float32{0, 0, 0, pack(modeGlyph, 0, 0)})
			for i := range p.vertices[n:] {
				v := &p.vertices[n+i]
				v.SrcX += float32(g.x)
				v.SrcY += float32(g.y)
			}
		}
		x += g.advance * size
	}
	return true
}

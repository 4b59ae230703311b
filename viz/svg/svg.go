// Package svg writes shapes as SVG: posters for pages whose player is not there
// yet, storyboards to print, and the golden files that tests compare. The same
// shapes give the same bytes.
//
// Texts stay texts. Each carries the width the layout gave it, so that it fits
// where the reader has other typefaces.
//
// This package must not know what a picture means.
package svg

import (
	"bytes"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
	"gopark/viz/scene"
)

var families = [font.NumFaces]string{
	font.Regular:  `font-family="Go,system-ui,sans-serif"`,
	font.Bold:     `font-family="Go,system-ui,sans-serif" font-weight="700"`,
	font.Mono:     `font-family="'Go Mono',ui-monospace,monospace"`,
	font.MonoBold: `font-family="'Go Mono',ui-monospace,monospace" font-weight="700"`,
}

// Moment draws moment t of the way to a step of a run: 1 is the step at rest.
// The label is what a screen reader says: the sentence of the step.
func Moment(run *model.Run, step trace.Step, t float64, v scene.View) []byte {
	c := model.NewCursor(run)
	c.Seek(step)
	var pic scene.Picture
	draw(&pic, scene.New(run, v), c, t)
	return Write(pic.Shapes, scene.Rect{W: v.Width, H: v.Height}, sentence(c))
}

func draw(pic *scene.Picture, s *scene.Scene, c *model.Cursor, t float64) {
	s.Stand(c.From, c.To, &c.Event)
	s.Draw(pic, t)
}

func sentence(c *model.Cursor) string {
	text := ""
	for _, p := range c.Narrate(model.Beginner) {
		text += p.Text
	}
	return text
}

// Write returns the shapes in a part of a picture as an SVG document; lengths
// are CSS pixels.
func Write(shapes []scene.Shape, part scene.Rect, label string) []byte {
	w := newWriter(part, fmt.Sprintf("role=\"img\" aria-label=\"%s\"", escape(label)))
	w.patterns(shapes)
	for i := range shapes {
		w.shape(&shapes[i])
	}
	return w.end()
}

// newWriter opens a document with further attributes.
func newWriter(part scene.Rect, attributes string) *writer {
	w := &writer{stripes: map[scene.Color]string{}}
	fmt.Fprintf(&w.buf, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=%q %s>\n", box(part), attributes)
	return w
}

func (w *writer) end() []byte {
	w.buf.WriteString("</svg>\n")
	return w.buf.Bytes()
}

// box returns a part of a picture as a viewBox.
func box(r scene.Rect) string { return num(r.X) + " " + num(r.Y) + " " + num(r.W) + " " + num(r.H) }

type writer struct {
	buf     bytes.Buffer
	grids   int                    // written so far
	stripes map[scene.Color]string // the name of the pattern of each colour of stripes
}

// patterns defines the stripes of every colour in use.
func (w *writer) patterns(shapes []scene.Shape) {
	var colors []scene.Color
	for i := range shapes {
		c := shapes[i].Fill
		if shapes[i].Op == scene.OpHatch && c.A != 0 && w.stripes[c] == "" {
			w.stripes[c] = "?"
			colors = append(colors, c)
		}
	}
	if len(colors) == 0 {
		return
	}
	sort.Slice(colors, func(i, j int) bool { return hex(colors[i])+alpha(colors[i]) < hex(colors[j])+alpha(colors[j]) })
	w.buf.WriteString("<defs>\n")
	for i, c := range colors {
		id := "h" + strconv.Itoa(i)
		w.stripes[c] = id
		p := num(scene.HatchPeriod)
		fmt.Fprintf(&w.buf, "<pattern id=%q width=%q height=%q patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45) translate(%s)\"><rect width=%q height=%q fill=%q%s/></pattern>\n",
			id, p, p, num(-scene.HatchPeriod*scene.HatchShare/2), num(scene.HatchPeriod*scene.HatchShare), p, hex(c), opacity("fill", c))
	}
	w.buf.WriteString("</defs>\n")
}

func (w *writer) shape(s *scene.Shape) {
	switch s.Op {
	case scene.OpBox:
		w.box(s)
	case scene.OpHatch:
		if s.Fill.A != 0 {
			// The stripes are counted from the middle, so that they move along.
			r := s.Snapped(1)
			c := r.Center()
			fmt.Fprintf(&w.buf, "<rect%s transform=\"translate(%s)\" fill=\"url(#%s)\"/>\n",
				bounds(scene.Rect{X: -r.W / 2, Y: -r.H / 2, W: r.W, H: r.H}, s.Radius), point(c), w.stripes[s.Fill])
		}
	case scene.OpGrid:
		w.grid(s)
	case scene.OpCurve:
		w.curve(s)
	case scene.OpText:
		if s.Fill.A != 0 {
			fmt.Fprintf(&w.buf, "<text x=%q y=%q %s font-size=%q textLength=%q lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" fill=%q%s>%s</text>\n",
				num(s.Rect.X), num(math.Round(s.Rect.Y)), families[s.Face], num(s.Size), num(s.Rect.W), hex(s.Fill), opacity("fill", s.Fill), escape(s.Text))
		}
	}
}

// grid writes the marks of a grid as a pattern of its own, since each begins
// somewhere else.
func (w *writer) grid(s *scene.Shape) {
	if s.Fill.A == 0 {
		return
	}
	id := "g" + strconv.Itoa(w.grids)
	w.grids++
	fmt.Fprintf(&w.buf, "<pattern id=%q x=%q y=%q width=%q height=%q patternUnits=\"userSpaceOnUse\"><rect width=%q height=%q rx=%q fill=%q%s/></pattern><rect%s fill=\"url(#%s)\"/>\n",
		id, num(math.Round(s.Rect.X)), num(math.Round(s.Rect.Y)), num(s.Pitch.X), num(s.Pitch.Y), num(s.Mark.X), num(s.Mark.Y), num(min(s.Mark.X, s.Mark.Y)*scene.MarkRounding), hex(s.Fill), opacity("fill", s.Fill), bounds(scene.Rect{X: math.Round(s.Rect.X), Y: math.Round(s.Rect.Y), W: s.Rect.W, H: s.Rect.H}, 0), id)
}

func (w *writer) box(s *scene.Shape) {
	fill, border := s.Fill.A != 0, s.Border.A != 0 && s.Line > 0
	if !fill && !border {
		return
	}
	r := s.Snapped(1)
	if !border {
		fmt.Fprintf(&w.buf, "<rect%s fill=%q%s/>\n", bounds(r, s.Radius), hex(s.Fill), opacity("fill", s.Fill))
		return
	}
	// The border lies inside the edge; SVG strokes are centred on it.
	line := max(s.Line, 1)
	in := r.Inset(line / 2)
	fmt.Fprintf(&w.buf, "<rect%s", bounds(in, max(0, s.Radius-line/2)))
	if fill {
		fmt.Fprintf(&w.buf, " fill=%q%s", hex(s.Fill), opacity("fill", s.Fill))
	} else {
		w.buf.WriteString(` fill="none"`)
	}
	fmt.Fprintf(&w.buf, " stroke=%q%s stroke-width=%q", hex(s.Border), opacity("stroke", s.Border), num(line))
	if s.Dash > 0 {
		w.dashes(r, min(s.Radius, r.W/2, r.H/2), s.Dash)
	}
	w.buf.WriteString("/>\n")
}

// dashes divides the edge of a rounded box into dashes that are symmetric to
// both axes: a whole number of them fits a quarter. SVG begins where the upper
// edge does.
func (w *writer) dashes(r scene.Rect, radius, dash float64) {
	flat := r.W/2 - radius
	quarter := flat + radius*math.Pi/2 + r.H/2 - radius
	period := quarter / max(1, math.Floor(quarter/(2*dash)+0.5))
	on := scene.DashShare * period
	offset := math.Mod(on/2-flat, period)
	fmt.Fprintf(&w.buf, " pathLength=%q stroke-dasharray=\"%s %s\" stroke-dashoffset=%q", num(4*quarter), num(on), num(period-on), num(offset))
}

func (w *writer) curve(s *scene.Shape) {
	if s.Border.A == 0 || s.Line <= 0 {
		return
	}
	line, head, ok := s.Head()
	fmt.Fprintf(&w.buf, "<path d=\"M%s C%s %s %s\" fill=\"none\" stroke=%q%s stroke-width=%q",
		point(line[0]), point(line[1]), point(line[2]), point(line[3]), hex(s.Border), opacity("stroke", s.Border), num(s.Line))
	if s.Dash > 0 {
		fmt.Fprintf(&w.buf, " stroke-dasharray=%q", num(s.Dash))
	}
	w.buf.WriteString("/>\n")
	if ok {
		fmt.Fprintf(&w.buf, "<path d=\"M%s L%s L%s Z\" fill=%q%s/>\n", point(head[0]), point(head[1]), point(head[2]), hex(s.Border), opacity("fill", s.Border))
	}
}

func bounds(r scene.Rect, radius float64) string {
	s := fmt.Sprintf(" x=%q y=%q width=%q height=%q", num(r.X), num(r.Y), num(r.W), num(r.H))
	if radius > 0 {
		s += fmt.Sprintf(" rx=%q", num(radius))
	}
	return s
}

func point(p scene.Point) string { return num(p.X) + " " + num(p.Y) }

// num writes a number with at most two digits after the point.
func num(v float64) string {
	v = math.Round(v*100) / 100
	if v == 0 {
		v = 0 // no negative zero
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func hex(c scene.Color) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func alpha(c scene.Color) string { return num(float64(c.A) / 255) }

func opacity(what string, c scene.Color) string {
	if c.A == 0xff {
		return ""
	}
	return fmt.Sprintf(" %s-opacity=%q", what, alpha(c))
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape makes s fit for XML, which has no place for most control characters.
func escape(s string) string {
	return escaper.Replace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0xfffe || r == 0xffff {
			return '\ufffd'
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd")))
}

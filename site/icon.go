package site

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"

	"golang.org/x/image/vector"
)

// iconSide is the side of the square in which the icon is drawn.
const iconSide = 32

// bar is a rectangle with rounded corners: filled, or outlined when it has a
// stroke.
type bar struct {
	x, y, w, h, r float64
	stroke        float64
	colour        color.NRGBA
}

// The icon is two goroutines, one running and one blocked.
var (
	iconGround = bar{w: iconSide, h: iconSide, r: 7, colour: color.NRGBA{0x16, 0x1c, 0x24, 0xff}}
	iconBars   = []bar{
		{x: 4, y: 6, w: 17, h: 8, r: 4, colour: color.NRGBA{0x2f, 0xbf, 0x8f, 0xff}},
		{x: 11, y: 18, w: 17, h: 8, r: 4, stroke: 2, colour: color.NRGBA{0x5a, 0xb0, 0xf2, 0xff}},
	}
)

// icon is a picture of the icon that an installed site needs.
type icon struct {
	name string
	side int // in pixels
	// margin is the part of each side that is left to the ground. An icon with
	// a margin has no corners of its own: the system cuts it to its shape.
	margin  float64
	purpose string // in the manifest; "": it is not there
}

// A maskable icon keeps what matters in the middle four fifths
// (https://www.w3.org/TR/appmanifest/#icon-masks).
var icons = []icon{
	{"icon-192.png", 192, 0, "any"},
	{"icon-512.png", 512, 0, "any"},
	{"icon-maskable-512.png", 512, 0.1, "maskable"},
	{"icon-apple.png", 180, 0.05, ""},
}

// addIcons writes the icon in all its forms.
func addIcons(out *output) error {
	if err := out.asset("assets/icon.svg", iconSVG()); err != nil {
		return err
	}
	for _, i := range icons {
		data, err := i.png()
		if err != nil {
			return err
		}
		if err := out.asset("assets/"+i.name, data); err != nil {
			return err
		}
	}
	return nil
}

func iconSVG() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %[1]d">`, iconSide)
	for _, r := range append([]bar{iconGround}, iconBars...) {
		paint := fmt.Sprintf(`fill="#%02x%02x%02x"`, r.colour.R, r.colour.G, r.colour.B)
		if r.stroke > 0 {
			paint = fmt.Sprintf(`fill="none" stroke="#%02x%02x%02x" stroke-width="%g"`, r.colour.R, r.colour.G, r.colour.B, r.stroke)
		}
		fmt.Fprintf(&b, `<rect x="%g" y="%g" width="%g" height="%g" rx="%g" %s/>`, r.x, r.y, r.w, r.h, r.r, paint)
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func (i icon) png() ([]byte, error) {
	img := image.NewNRGBA(image.Rect(0, 0, i.side, i.side))
	unit := float64(i.side) / iconSide
	ground := iconGround
	if i.margin > 0 {
		ground.r = 0
	}
	ground.draw(img, unit, 0)
	for _, r := range iconBars {
		r.draw(img, unit*(1-2*i.margin), float64(i.side)*i.margin)
	}
	var b bytes.Buffer
	err := png.Encode(&b, img)
	return b.Bytes(), err
}

// draw paints the bar with so many pixels to a unit, moved right and down.
func (b bar) draw(img *image.NRGBA, unit, move float64) {
	z := vector.NewRasterizer(img.Rect.Dx(), img.Rect.Dy())
	if half := b.stroke / 2; half > 0 {
		b.grown(half).path(z, unit, move, false)
		b.grown(-half).path(z, unit, move, true)
	} else {
		b.path(z, unit, move, false)
	}
	z.Draw(img, img.Rect, image.NewUniform(b.colour), image.Point{})
}

func (b bar) grown(by float64) bar {
	return bar{x: b.x - by, y: b.y - by, w: b.w + 2*by, h: b.h + 2*by, r: b.r + by}
}

// path adds the outline of the bar, or takes it out of what is there already.
func (b bar) path(z *vector.Rasterizer, unit, move float64, hole bool) {
	// A quarter of a circle as a cubic curve.
	k := b.r * 4 / 3 * (math.Sqrt2 - 1)
	type point struct{ x, y float64 }
	l, t, r, d := b.x, b.y, b.x+b.w, b.y+b.h
	// Each corner from one side to the next, clockwise.
	corners := [][4]point{
		{{l, t + b.r}, {l, t + b.r - k}, {l + b.r - k, t}, {l + b.r, t}},
		{{r - b.r, t}, {r - b.r + k, t}, {r, t + b.r - k}, {r, t + b.r}},
		{{r, d - b.r}, {r, d - b.r + k}, {r - b.r + k, d}, {r - b.r, d}},
		{{l + b.r, d}, {l + b.r - k, d}, {l, d - b.r + k}, {l, d - b.r}},
	}
	at := func(p point) (float32, float32) { return float32(p.x*unit + move), float32(p.y*unit + move) }
	for i := range corners {
		c := corners[i]
		if hole {
			c = corners[len(corners)-1-i]
			c[0], c[1], c[2], c[3] = c[3], c[2], c[1], c[0]
		}
		x, y := at(c[0])
		if i == 0 {
			z.MoveTo(x, y)
		} else {
			z.LineTo(x, y)
		}
		bx, by := at(c[1])
		cx, cy := at(c[2])
		dx, dy := at(c[3])
		z.CubeTo(bx, by, cx, cy, dx, dy)
	}
	z.ClosePath()
}

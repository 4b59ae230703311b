package paint

import (
	"image"
	"image/draw"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"gopark/viz/font"
	"gopark/viz/scene"
)

// The atlas' size in pixels.
const (
	atlasWidth  = 2048
	atlasHeight = 1024
)

// subPositions is how many horizontal positions within a pixel a small glyph
// is drawn at; large ones are drawn at one.
const (
	subPositions   = 4
	largeGlyphSize = 40 // pixels
)

// Fallback draws one character, as high as size pixels and width pixels wide,
// into an alpha mask whose base line is at baseline from the top; nil if it
// cannot.
type Fallback func(r rune, size, width float64, bold bool) (mask *image.Alpha, baseline int)

// glyph is a character in the atlas: w × h pixels at (x, y), to be drawn at
// (dx, dy) from the point on the base line.
type glyph struct {
	x, y, w, h int
	dx, dy     int
	advance    float64 // in ems
}

type glyphKey struct {
	face font.Face
	size int32 // 1/64 pixel
	sub  int8
	r    rune
}

type faceKey struct {
	face font.Face
	size int32
}

type atlas struct {
	image    *ebiten.Image
	pixels   *image.RGBA
	glyphs   map[glyphKey]glyph
	faces    map[faceKey]xfont.Face
	fallback Fallback
	// Glyphs are put on shelves from left to right.
	x, y, shelf int
	// Rows below changed and above changedTo are to be uploaded.
	changed, changedTo int
}

func newAtlas(fallback Fallback) *atlas {
	a := &atlas{
		image:    ebiten.NewImageWithOptions(image.Rect(0, 0, atlasWidth, atlasHeight), &ebiten.NewImageOptions{Unmanaged: true}),
		pixels:   image.NewRGBA(image.Rect(0, 0, atlasWidth, atlasHeight)),
		faces:    map[faceKey]xfont.Face{},
		fallback: fallback,
	}
	a.reset()
	return a
}

func (a *atlas) reset() {
	a.glyphs = map[glyphKey]glyph{}
	clear(a.pixels.Pix)
	a.x, a.y, a.shelf = 1, 1, 0
	a.changed, a.changedTo = 0, atlasHeight
}

// upload brings what has changed to the graphics card.
func (a *atlas) upload() {
	if a.changed >= a.changedTo {
		return
	}
	rows := image.Rect(0, a.changed, atlasWidth, a.changedTo)
	a.image.SubImage(rows).(*ebiten.Image).WritePixels(a.pixels.Pix[a.changed*a.pixels.Stride : a.changedTo*a.pixels.Stride])
	a.changed, a.changedTo = atlasHeight, 0
}

// glyph returns a character of a size in pixels for a base point at x; false:
// the atlas is full.
func (a *atlas) glyph(f font.Face, size float64, r rune, x float64) (glyph, bool) {
	key := glyphKey{face: f, size: int32(math.Round(size * 64)), r: r}
	if size < largeGlyphSize {
		key.sub = int8((x - math.Floor(x)) * subPositions)
	}
	if g, ok := a.glyphs[key]; ok {
		return g, true
	}
	g, mask := a.draw(key, size)
	if mask != nil && !a.place(&g, mask) {
		return glyph{}, false
	}
	a.glyphs[key] = g
	return g, true
}

// draw rasterises a character.
func (a *atlas) draw(key glyphKey, size float64) (glyph, *image.Alpha) {
	g := glyph{advance: font.Advance(key.face, key.r)}
	if !font.Covers(key.face, key.r) {
		width := g.advance * size
		if a.fallback != nil {
			if mask, base := a.fallback(key.r, size, width, key.face == font.Bold || key.face == font.MonoBold); mask != nil {
				g.dy = -base
				return g, mask
			}
		}
		return missing(g, size, width)
	}
	face := a.face(key)
	if face == nil {
		return g, nil
	}
	dot := fixed.Point26_6{X: fixed.Int26_6(int(key.sub) * 64 / subPositions)}
	dr, src, at, _, ok := face.Glyph(dot, key.r)
	if !ok || dr.Empty() {
		return g, nil
	}
	mask := image.NewAlpha(image.Rect(0, 0, dr.Dx(), dr.Dy()))
	draw.Draw(mask, mask.Bounds(), src, at, draw.Src)
	g.dx, g.dy = dr.Min.X, dr.Min.Y
	return g, mask
}

func (a *atlas) face(key glyphKey) xfont.Face {
	k := faceKey{key.face, key.size}
	f, ok := a.faces[k]
	if !ok {
		var err error
		f, err = opentype.NewFace(font.Font(key.face), &opentype.FaceOptions{Size: float64(key.size) / 64, DPI: 72, Hinting: xfont.HintingNone})
		if err != nil {
			f = nil // a size of nothing
		}
		a.faces[k] = f
	}
	return f
}

// missing is the empty box that stands for a character nobody can draw.
func missing(g glyph, size, width float64) (glyph, *image.Alpha) {
	w, h := max(3, int(width*0.8)), max(3, int(size*0.72))
	mask := image.NewAlpha(image.Rect(0, 0, w, h))
	line := max(1, int(size/14))
	for y := range h {
		for x := range w {
			if x < line || y < line || x >= w-line || y >= h-line {
				mask.Pix[y*mask.Stride+x] = 0xff
			}
		}
	}
	g.dx, g.dy = int(width*0.1), -h
	return g, mask
}

// place finds room for a mask and copies it there; false: there is none.
func (a *atlas) place(g *glyph, mask *image.Alpha) bool {
	g.w, g.h = mask.Bounds().Dx(), mask.Bounds().Dy()
	if a.x+g.w+1 > atlasWidth {
		a.x, a.y, a.shelf = 1, a.y+a.shelf+1, 0
	}
	if a.y+g.h+1 > atlasHeight || g.w+2 > atlasWidth {
		return false
	}
	g.x, g.y = a.x, a.y
	a.x += g.w + 1
	a.shelf = max(a.shelf, g.h)
	for y := range g.h {
		for x := range g.w {
			v := mask.Pix[y*mask.Stride+x]
			i := a.pixels.PixOffset(g.x+x, g.y+y)
			a.pixels.Pix[i], a.pixels.Pix[i+1], a.pixels.Pix[i+2], a.pixels.Pix[i+3] = v, v, v, v
		}
	}
	a.changed, a.changedTo = min(a.changed, g.y), max(a.changedTo, g.y+g.h)
	return true
}

// warmUp rasterises the printable ASCII characters in each face and size that
// shapes use.
func (a *atlas) warmUp(shapes []scene.Shape, scale float64) {
	seen := map[faceKey]bool{}
	for i := range shapes {
		s := &shapes[i]
		if s.Op != scene.OpText {
			continue
		}
		size := s.Size * scale
		k := faceKey{s.Face, int32(math.Round(size * 64))}
		if seen[k] {
			continue
		}
		seen[k] = true
		for r := ' '; r < 0x7f; r++ {
			if _, ok := a.glyph(s.Face, size, r, 0); !ok {
				return
			}
		}
	}
}

package main

import (
	"image"
	"math"
	"strconv"
	"syscall/js"
)

// glyphs draws the characters that the built-in faces lack with the browser's
// own typefaces.
type glyphs struct {
	canvas js.Value
}

func newGlyphs() *glyphs {
	class := js.Global().Get("OffscreenCanvas")
	if !class.Truthy() {
		return &glyphs{}
	}
	return &glyphs{canvas: class.New(1, 1)}
}

// draw is a paint.Fallback.
func (g *glyphs) draw(r rune, size, width float64, bold bool) (*image.Alpha, int) {
	if !g.canvas.Truthy() {
		return nil, 0
	}
	w, h := int(math.Ceil(width))+2, int(math.Ceil(size*1.4))
	baseline := int(math.Round(size * 1.05))
	g.canvas.Set("width", w)
	g.canvas.Set("height", h)
	c := g.canvas.Call("getContext", "2d", map[string]any{"willReadFrequently": true})
	if !c.Truthy() {
		return nil, 0
	}
	weight := "400 "
	if bold {
		weight = "700 "
	}
	c.Set("font", weight+strconv.FormatFloat(size*0.95, 'f', 1, 64)+"px system-ui, sans-serif")
	c.Set("textAlign", "center")
	c.Set("textBaseline", "alphabetic")
	c.Call("fillText", string(r), width/2, baseline, width)
	data := c.Call("getImageData", 0, 0, w, h).Get("data")
	pixels := make([]byte, 4*w*h)
	js.CopyBytesToGo(pixels, data)
	mask := image.NewAlpha(image.Rect(0, 0, w, h))
	for i := range mask.Pix {
		mask.Pix[i] = pixels[4*i+3]
	}
	return mask, baseline
}

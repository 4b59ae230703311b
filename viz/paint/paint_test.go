package paint

import (
	"image"
	"math"
	"os"
	"regexp"
	"strconv"
	"testing"

	xfont "golang.org/x/image/font"

	"gopark/viz/font"
	"gopark/viz/scene"
)

// newBuilder returns a painter that can fill its buffers, but has no images.
func newBuilder() *Painter {
	a := &atlas{pixels: image.NewRGBA(image.Rect(0, 0, atlasWidth, atlasHeight)), faces: map[faceKey]xfont.Face{}}
	a.reset()
	return &Painter{atlas: a}
}

func (p *Painter) measured(shapes []scene.Shape, scale float64, part image.Rectangle) bool {
	p.measure(shapes, scale)
	return p.build(nil, shapes, scale, part)
}

var everywhere = image.Rect(0, 0, 4000, 4000)

func TestSmallShapesAreOneBatch(t *testing.T) {
	// A draw call for each shape would cost ten times as much.
	p := newBuilder()
	var shapes []scene.Shape
	for i := range 200 {
		x := float64(i)
		shapes = append(shapes,
			scene.Shape{Op: scene.OpBox, Rect: scene.Rect{X: x, Y: 10, W: 40, H: 30}, Radius: 15, Fill: scene.RGB(1), Border: scene.RGB(2), Line: 2},
			scene.Shape{Op: scene.OpHatch, Rect: scene.Rect{X: x, Y: 10, W: 40, H: 30}, Fill: scene.RGB(3)},
			scene.Shape{Op: scene.OpText, Rect: scene.Rect{X: x, Y: 30, W: 20, H: 14}, Text: "G7", Size: 14, Fill: scene.RGB(4)})
	}
	if !p.measured(shapes, 1, everywhere) {
		t.Fatal("the atlas is full")
	}
	if len(p.batches) != 1 {
		t.Errorf("expected one batch, found %d", len(p.batches))
	}
	if n := len(p.indices); n != 200*5*6 {
		// Fill, border, hatch and two letters: five quads.
		t.Errorf("expected %d indices, found %d", 200*5*6, n)
	}
}

func TestBatchesKeepTheOrderOfShapes(t *testing.T) {
	// The inside of a large shape is painted apart: what lies on it must come after.
	p := newBuilder()
	p.measured([]scene.Shape{
		{Op: scene.OpBox, Rect: scene.Rect{W: 300, H: 200}, Radius: 9, Fill: scene.RGB(1)},
		{Op: scene.OpBox, Rect: scene.Rect{X: 50, Y: 50, W: 40, H: 30}, Radius: 9, Fill: scene.RGB(2)},
	}, 1, everywhere)
	if len(p.batches) != 3 || p.batches[0].plain || !p.batches[1].plain || p.batches[2].plain {
		t.Fatalf("expected the edge, the inside and the rest, found %v", p.batches)
	}
	if n := len(p.indices) - p.batches[2].first; n != 6 {
		t.Errorf("expected one quad on top, found %d indices", n)
	}
	last := uint32(0)
	for i, v := range p.indices {
		// part() takes a batch's vertices as those between its first and its last index.
		if i%6 == 0 && v < last {
			t.Errorf("index %d goes back from %d to %d", i, last, v)
		}
		last = max(last, v)
	}
}

func TestOnlyWhatTouchesThePartIsBuilt(t *testing.T) {
	p := newBuilder()
	shapes := []scene.Shape{box(0), box(300), box(600)}
	p.measured(shapes, 2, image.Rect(590, 0, 700, 100))
	if n := len(p.indices); n != 6 {
		t.Errorf("expected the quad of one box, found %d indices", n)
	}
}

func TestGlyphsInTheAtlasDoNotOverlap(t *testing.T) {
	p := newBuilder()
	for _, size := range []float64{14, 15, 21.5, 48} {
		for r := ' '; r < 0x7f; r++ {
			if _, ok := p.atlas.glyph(font.Bold, size, r, 0.3); !ok {
				t.Fatalf("no room for %q at %v pixels", r, size)
			}
		}
	}
	taken := map[image.Point]rune{}
	for key, g := range p.atlas.glyphs {
		if g.x < 0 || g.y < 0 || g.x+g.w > atlasWidth || g.y+g.h > atlasHeight {
			t.Fatalf("%q lies outside: %+v", key.r, g)
		}
		for y := g.y; y < g.y+g.h; y++ {
			for x := g.x; x < g.x+g.w; x++ {
				if other, ok := taken[image.Pt(x, y)]; ok {
					t.Fatalf("%q and %q share the pixel %d, %d", other, key.r, x, y)
				}
				taken[image.Pt(x, y)] = key.r
			}
		}
	}
}

func TestFullAtlasSaysSoAndStartsAnew(t *testing.T) {
	// A long session with many sizes and scripts must not lose its letters.
	p := newBuilder()
	full := false
	for size := 60.0; size < 200 && !full; size++ {
		for r := 'A'; r <= 'Z' && !full; r++ {
			_, ok := p.atlas.glyph(font.Bold, size, r, 0)
			full = !ok
		}
	}
	if !full {
		t.Fatal("expected the atlas to fill up")
	}
	p.atlas.reset()
	if _, ok := p.atlas.glyph(font.Bold, 60, 'A', 0); !ok {
		t.Error("no room after a reset")
	}
}

func TestUnknownCharactersAreDrawnByTheFallback(t *testing.T) {
	p := newBuilder()
	asked := rune(0)
	p.atlas.fallback = func(r rune, size, width float64, bold bool) (*image.Alpha, int) {
		asked = r
		return image.NewAlpha(image.Rect(0, 0, 10, 12)), 9
	}
	g, ok := p.atlas.glyph(font.Regular, 14, '漢', 0)
	if !ok || asked != '漢' || g.w != 10 || g.dy != -9 {
		t.Errorf("expected the fallback's mask, found %+v, asked for %q", g, asked)
	}
}

func TestCurvesAreAsFewPiecesAsLookLikeThem(t *testing.T) {
	line := [4]scene.Point{{X: 5, Y: 0}, {X: 5, Y: 30}, {X: 5, Y: 60}, {X: 5, Y: 100}}
	if points := pieces(&line, 2); len(points) != 2 || points[1] != (scene.Point{X: 10, Y: 200}) {
		t.Errorf("expected one piece to 10, 200, found %v", points)
	}
	bent := [4]scene.Point{{X: 0, Y: 0}, {X: 100, Y: 0}, {X: 0, Y: 100}, {X: 100, Y: 100}}
	points := pieces(&bent, 1)
	for i := range 100 {
		// No point of the curve is further than half a pixel from a piece.
		q := scene.Bezier(&bent, float64(i)/99)
		near := math.Inf(1)
		for j := range points[1:] {
			near = min(near, distance(q, points[j], points[j+1]))
		}
		if near > 0.5 {
			t.Errorf("%v is %.2f pixels from the pieces", q, near)
		}
	}
}

// distance returns how far p is from the line between a and b.
func distance(p, a, b scene.Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	u := min(max(((p.X-a.X)*dx+(p.Y-a.Y)*dy)/(dx*dx+dy*dy), 0), 1)
	return math.Hypot(p.X-a.X-u*dx, p.Y-a.Y-u*dy)
}

// The SVG takes these numbers from package scene; a shader cannot.
func TestShaderHasTheConstantsOfTheScene(t *testing.T) {
	source, err := os.ReadFile("shape.kage")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]float64{"hatchShare": scene.HatchShare, "dashShare": scene.DashShare, "markRounding": scene.MarkRounding} {
		found := regexp.MustCompile(`\b` + name + ` += ([0-9.]+)\n`).FindSubmatch(source)
		if found == nil || string(found[1]) != strconv.FormatFloat(want, 'f', -1, 64) {
			t.Errorf("%s: expected %v in the shader, found %q", name, want, found)
		}
	}
}

// Package font knows the typefaces of the picture and how wide a text is in
// them, so that a layout can be computed without a display.
//
// The faces are the Go fonts. An advance is a width in ems: it is multiplied
// by the size of the text, whatever the unit of the size. There is no kerning
// and no hinting: a text is as wide as the sum of its characters, at every
// size and on every machine.
//
// This package must not know what the texts say, nor how they are painted.
package font

import (
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Face is one of the typefaces.
type Face uint8

const (
	Regular Face = iota
	Bold
	Mono
	MonoBold
	NumFaces
)

// Ellipsis ends a text that was cut.
const Ellipsis = "…"

// MissingAdvance is the width in ems of a character that the faces lack.
const MissingAdvance = 1.0

var data = [NumFaces][]byte{
	Regular:  goregular.TTF,
	Bold:     gobold.TTF,
	Mono:     gomono.TTF,
	MonoBold: gomonobold.TTF,
}

// metrics are what is known of one face. Advances of the characters below
// len(direct) are looked up in an array, of the others in a map.
type metrics struct {
	font    *opentype.Font
	buf     sfnt.Buffer
	direct  [128]float64
	others  map[rune]float64 // negative: the face lacks the character
	ascent  float64
	descent float64
	capital float64
}

var (
	once  sync.Once
	mu    sync.Mutex
	faces [NumFaces]metrics
)

func load() {
	for f := range faces {
		m := &faces[f]
		parsed, err := opentype.Parse(data[f])
		if err != nil {
			panic(fmt.Sprintf("font: built-in face %d: %v", f, err))
		}
		m.font = parsed
		m.others = map[rune]float64{}
		v, err := parsed.Metrics(&m.buf, fixed.I(int(parsed.UnitsPerEm())), font.HintingNone)
		if err != nil {
			panic(fmt.Sprintf("font: metrics of built-in face %d: %v", f, err))
		}
		em := float64(parsed.UnitsPerEm())
		m.ascent, m.descent = units(v.Ascent)/em, units(v.Descent)/em
		m.capital = units(v.CapHeight) / em
		for r := range m.direct {
			m.direct[r] = m.measure(rune(r))
		}
	}
}

func units(v fixed.Int26_6) float64 { return float64(v) / 64 }

// measure returns the advance of r in ems, or -1 if the face lacks r.
func (m *metrics) measure(r rune) float64 {
	i, err := m.font.GlyphIndex(&m.buf, r)
	if err != nil || i == 0 {
		return -1
	}
	em := int(m.font.UnitsPerEm())
	a, err := m.font.GlyphAdvance(&m.buf, i, fixed.I(em), font.HintingNone)
	if err != nil {
		return -1
	}
	return units(a) / float64(em)
}

func (m *metrics) advance(r rune) float64 {
	if r >= 0 && int(r) < len(m.direct) {
		return m.direct[r]
	}
	mu.Lock()
	defer mu.Unlock()
	a, ok := m.others[r]
	if !ok {
		a = m.measure(r)
		m.others[r] = a
	}
	return a
}

func face(f Face) *metrics {
	once.Do(load)
	return &faces[f]
}

// Font returns the parsed face, for those who draw it.
func Font(f Face) *opentype.Font { return face(f).font }

// Covers reports whether the face has a shape for r.
func Covers(f Face, r rune) bool { return face(f).advance(r) >= 0 }

// Advance returns the width of r in ems.
func Advance(f Face, r rune) float64 {
	if a := face(f).advance(r); a >= 0 {
		return a
	}
	return MissingAdvance
}

// Capital returns the height of capital letters in ems: what a text of one
// line is centred by.
func Capital(f Face) float64 { return face(f).capital }

// Width returns the width of s in the unit of size.
func Width(f Face, size float64, s string) float64 {
	m, w := face(f), 0.0
	for _, r := range s {
		a := m.advance(r)
		if a < 0 {
			a = MissingAdvance
		}
		w += a
	}
	return w * size
}

// Fit returns s, or as much of its beginning as fits into width with an
// ellipsis after it, or nothing when not even that fits.
func Fit(f Face, size float64, s string, width float64) string {
	if Width(f, size, s) <= width {
		return s
	}
	room := width/size - Advance(f, '…')
	if room < 0 {
		return ""
	}
	used := 0.0
	for i, r := range s {
		used += Advance(f, r)
		if used > room {
			return s[:i] + Ellipsis
		}
	}
	return s
}

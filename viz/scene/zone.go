package scene

import "math"

// tokenKind is how much of a goroutine a token shows.
type tokenKind uint8

const (
	tokenFull   tokenKind = iota // "G3 worker"
	tokenShort                   // "G3"
	tokenNumber                  // "3"
	tokenMark                    // a small square
	tokenCount                   // no token of its own: it is part of a number
)

// zone is a part of a place in which tokens stand in reading order.
type zone struct {
	rect   Rect
	peak   int // the most tokens that are ever in it
	kind   tokenKind
	w, h   float64 // of a token
	gap    float64
	cols   int
	skip   int  // places of the grid before the first token: the runnext slot
	middle bool // tokens stand in the middle of rect instead of its upper left
}

// fit chooses the largest tokens of which peak find room in r.
func (m *measures) fit(r Rect, peak int) zone {
	z := zone{rect: r, peak: peak}
	for _, size := range m.sizes {
		z.kind, z.w, z.h, z.gap = size.kind, size.w, size.h, size.gap
		cols := int((r.W + z.gap) / (z.w + z.gap))
		rows := int((r.H + z.gap) / (z.h + z.gap))
		if cols >= 1 && rows >= 1 && cols*rows >= max(1, peak) {
			z.cols = cols
			return z
		}
	}
	z.kind = tokenCount
	side := math.Min(m.u*6, math.Min(r.W, r.H))
	z.w, z.h, z.gap, z.cols = side, side, 0, 1
	return z
}

// slot returns where the i-th token of the zone stands.
func (z *zone) slot(i int) Rect {
	if z.kind == tokenCount {
		c := z.rect.Center()
		return Rect{c.X - z.w/2, c.Y - z.h/2, z.w, z.h}
	}
	row, col := (i+z.skip)/z.cols, (i+z.skip)%z.cols
	x, y := z.rect.X, z.rect.Y
	if z.middle {
		cols := min(z.cols, max(1, z.peak))
		rows := (max(1, z.peak) + z.cols - 1) / z.cols
		x += (z.rect.W - float64(cols)*(z.w+z.gap) + z.gap) / 2
		y += (z.rect.H - float64(rows)*(z.h+z.gap) + z.gap) / 2
	}
	return Rect{x + float64(col)*(z.w+z.gap), y + float64(row)*(z.h+z.gap), z.w, z.h}
}

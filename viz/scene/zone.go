package scene

import (
	"iter"
	"math"

	"gopark/scenarios/trace"
)

// tokenKind is how much of a goroutine a token shows.
type tokenKind uint8

const (
	tokenFull   tokenKind = iota // "G3 worker"
	tokenShort                   // "G3"
	tokenNumber                  // "3"
	tokenMark                    // a small mark
	tokenDense                   // no mark of its own: several share one
)

// named says whether tokens of a kind tell who they are. Those are drawn and
// moved one by one; the others are drawn together, as a crowd.
func (k tokenKind) named() bool { return k <= tokenNumber }

// zone is a part of a place in which tokens stand in reading order, each in a
// cell of a grid. The grid has room for the most that are ever in the zone, so
// that a goroutine has the same cell however closely it is looked at; what of
// it can be drawn there is the kind.
type zone struct {
	rect  Rect
	state trace.GState // of all who stand here
	peak  int          // the most tokens that are ever in it
	kind  tokenKind
	size  int     // in measures.sizes, if the kind is named
	w, h  float64 // of a token
	px    float64 // from one cell to the next
	py    float64
	cols  int
	skip  int // cells before the first token: the runnext slot

	middle bool // the tokens stand in the middle of rect instead of its upper left
	byID   bool // the cell of a goroutine is that of its number: who stands here is in no order
}

// The shape of the cells of a crowd, width to height: a little flatter than the
// names need that appear when they are looked at closely.
const crowdAspect = 1.6

// A mark is at least so high, in units; lower ones are gathered in squares of
// the second size.
const (
	leastMark   = 4.5
	denseSquare = 5.5
)

// fit chooses the largest tokens of which peak find room in r.
func (m *measures) fit(r Rect, state trace.GState, peak int) zone {
	return m.fitFrom(0, r, state, peak)
}

// fitFrom is fit with tokens no larger than those of a size.
func (m *measures) fitFrom(largest int, r Rect, state trace.GState, peak int) zone {
	z := zone{rect: r, state: state, peak: peak}
	for i, size := range m.sizes[largest:] {
		z.kind, z.w, z.h = size.kind, size.w, size.h
		z.px, z.py = size.w+size.gap, size.h+size.gap
		cols := int((r.W + size.gap) / z.px)
		rows := int((r.H + size.gap) / z.py)
		if cols >= 1 && rows >= 1 && cols*rows >= max(1, peak) {
			z.cols, z.size = cols, largest+i
			return z
		}
	}
	// As large as the room allows, in even columns.
	w, h := max(r.W, 1), max(r.H, 1)
	z.cols = max(1, int(math.Ceil(math.Sqrt(float64(peak)*w/(h*crowdAspect)))))
	rows := (peak + z.cols - 1) / z.cols
	z.px, z.py = w/float64(z.cols), h/float64(rows)
	z.px = min(z.px, z.py*2.2)
	z.cols = max(z.cols, int(w/z.px))
	z.pick(m)
	return z
}

// pick chooses what of a token can be drawn in the cells of a zone.
func (z *zone) pick(m *measures) {
	for _, size := range m.sizes {
		if size.w+size.gap <= z.px+0.01 && size.h+size.gap <= z.py+0.01 {
			z.kind, z.w, z.h = size.kind, size.w, size.h
			return
		}
	}
	z.kind = tokenMark
	if z.py < leastMark*m.u {
		z.kind = tokenDense
	}
	gap := min(max(0.22*z.py, 1), 3*m.u)
	z.w, z.h = max(z.px-gap, 0.5*z.px), max(z.py-gap, 0.5*z.py)
}

// zoom magnifies a zone. Its tokens grow only until they can be read.
func (z *zone) zoom(l *Lens, m *measures) {
	z.rect = l.rect(z.rect)
	z.px *= l.Zoom
	z.py *= l.Zoom
	z.pick(m)
}

// cell returns the i-th cell of the grid.
func (z *zone) cell(i int) Rect {
	row, col := (i+z.skip)/z.cols, (i+z.skip)%z.cols
	x, y := z.rect.X, z.rect.Y
	if z.middle {
		cols := min(z.cols, max(1, z.peak))
		rows := (max(1, z.peak) + z.cols - 1) / z.cols
		x += (z.rect.W - float64(cols)*z.px + (z.px - z.w)) / 2
		y += (z.rect.H - float64(rows)*z.py + (z.py - z.h)) / 2
	}
	return Rect{x + float64(col)*z.px, y + float64(row)*z.py, z.px, z.py}
}

// slot returns where the i-th token of the zone stands.
func (z *zone) slot(i int) Rect {
	c := z.cell(i)
	return Rect{c.X, c.Y, z.w, z.h}
}

// seen iterates over those of the first n cells that are in a part of the
// picture, in order.
func (z *zone) seen(part Rect, n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		if z.middle || z.rect.In(part) {
			for i := range n {
				if !yield(i) {
					return
				}
			}
			return
		}
		left := max(0, int((part.X-z.rect.X)/z.px))
		right := min(z.cols, int((part.X+part.W-z.rect.X)/z.px)+1)
		row := max(0, int((part.Y-z.rect.Y)/z.py))
		last := int((part.Y + part.H - z.rect.Y) / z.py)
		for ; row <= last; row++ {
			for i := max(0, row*z.cols+left-z.skip); i < row*z.cols+right-z.skip; i++ {
				if i >= n || !yield(i) {
					return
				}
			}
		}
	}
}

// rows returns the cells of the rows that are in a part of the picture, from
// first to before end.
func (z *zone) rows(part Rect) (first, end int) {
	from := int((part.Y - z.rect.Y) / z.py)
	to := int((part.Y+part.H-z.rect.Y)/z.py) + 1
	return max(0, from*z.cols-z.skip), max(0, to*z.cols-z.skip)
}

// at returns the cell in which a point lies, -1 if in none.
func (z *zone) at(p Point) int {
	if !z.rect.Contains(p) || z.middle || z.px <= 0 || z.py <= 0 {
		return -1
	}
	col := int((p.X - z.rect.X) / z.px)
	if col >= z.cols {
		return -1
	}
	return int((p.Y-z.rect.Y)/z.py)*z.cols + col - z.skip
}

// squares is how a dense zone is drawn: squares of equal size, each for the
// goroutines whose cells it covers.
type squares struct {
	pitch float64
	cols  int
	each  float64 // goroutines to a square
}

func (z *zone) squares(u float64) squares {
	q := squares{pitch: math.Round(denseSquare * u)}
	q.cols = max(1, int(float64(z.cols)*z.px/q.pitch))
	q.each = max(float64(z.cols)*q.pitch/z.py/float64(q.cols), 1)
	return q
}

// square returns a square around the cell of the i-th member.
func (z *zone) square(i int, u float64) Rect {
	side := z.squares(u).pitch * 0.8
	c := z.cell(i).Center()
	return Rect{c.X - side/2, c.Y - side/2, side, side}
}

// band returns the cells of a dense zone that are as high as a square about a
// height of the picture.
func (z *zone) band(y, u float64) (first, end int) {
	pitch := z.squares(u).pitch
	from := math.Floor((y-z.rect.Y)/pitch) * pitch
	row := int(math.Ceil(from / z.py))
	last := int(math.Ceil((from + pitch) / z.py))
	return max(0, row*z.cols-z.skip), max(0, max(last, row+1)*z.cols-z.skip)
}

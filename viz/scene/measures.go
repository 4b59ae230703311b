package scene

import (
	"slices"

	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
)

// phoneWidth is the width up to which the stage stacks vertically.
const phoneWidth = 600

// measures are the sizes everything is built from.
type measures struct {
	u     float64 // one CSS pixel at scale 1
	pad   float64 // inside panels
	gap   float64 // between panels
	title float64 // height of a panel's title line
	label float64 // height of a line of small text
	body  float64 // size of small text
	head  float64 // size of titles and of names on tokens
	token float64 // height of a full token
	sizes []tokenSize
}

type tokenSize struct {
	kind      tokenKind
	w, h, gap float64
}

// The size of a wide view at which one unit is one pixel, and how much larger
// everything becomes where there is more room.
const (
	plainWidth, plainHeight = 820, 560
	mostGrowth              = 1.7
	// Between these numbers of goroutines they need the room for themselves;
	// more are a crowd, which takes any room.
	mostRoomy, leastCrowd = 24, 120
	crowdGrowth           = 1.35
)

// unit returns how many CSS pixels a unit of the measures is.
func unit(run *model.Run, v View) float64 {
	most := mostGrowth
	switch n := run.Goroutines(); {
	case v.Width <= phoneWidth, n > mostRoomy && n < leastCrowd:
		return v.Scale
	case n >= leastCrowd:
		most = crowdGrowth
	}
	return max(v.Scale, min(v.Width/plainWidth, v.Height/plainHeight, most))
}

func newMeasures(run *model.Run, v View) measures {
	u := unit(run, v)
	m := measures{u: u, pad: 12 * u, gap: 10 * u, title: 32 * u, label: 22 * u, body: 14 * u, head: 15 * u, token: 34 * u}
	if v.Width <= phoneWidth {
		m.gap, m.pad = 6*u, 10*u
	}
	full, short := 0.0, 0.0
	n := run.Goroutines()
	// The widest names decide; looking at some thousands of goroutines is enough, since their functions repeat.
	for g := trace.MainG; int(g) <= min(n, 4096); g++ {
		id := font.Width(font.Bold, m.head, g.String())
		short = max(short, id)
		full = max(full, id+5*u+font.Width(font.Regular, m.body, run.Func(g)))
	}
	short = max(short, font.Width(font.Bold, m.head, trace.GID(n).String()))
	number := short - font.Width(font.Bold, m.head, "G")
	m.sizes = []tokenSize{
		{tokenFull, min(full+28*u, 160*u), m.token, 7 * u},
		{tokenShort, short + 26*u, m.token, 6 * u},
		{tokenShort, short + 14*u, 26 * u, 5 * u},
		{tokenShort, short + 8*u, 19 * u, 3 * u},
		{tokenNumber, number + 8*u, 17 * u, 3 * u},
	}
	return m
}

// grown returns the measures of everything k times as large.
func (m measures) grown(k float64) measures {
	for _, v := range []*float64{&m.u, &m.pad, &m.gap, &m.title, &m.label, &m.body, &m.head, &m.token} {
		*v *= k
	}
	m.sizes = slices.Clone(m.sizes)
	for i := range m.sizes {
		s := &m.sizes[i]
		s.w, s.h, s.gap = s.w*k, s.h*k, s.gap*k
	}
	return m
}

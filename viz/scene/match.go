package scene

import (
	"gopark/scenarios/trace"
	"gopark/viz/model"
)

// dimmed is the strength of what the reader does not look for.
const dimmed = 0.25

// strength returns how strongly a goroutine is drawn: fully, if nobody is
// looked for or it is one of those, and the spotlight is on it or off.
func (s *Scene) strength(g trace.GID) float64 {
	if s.view.Match == nil || int(g) > s.to.Goroutines() || s.view.Match.Matches(s.to, g) {
		return s.lightOnG(g)
	}
	return dimmed
}

// mostSearched bounds the crowds in which every member is looked at; of larger
// ones only the number of matches is told, beside the picture.
const mostSearched = 100_000

// found is which squares of a dense zone hold goroutines that are looked for.
type found struct {
	match   *model.Match
	step    trace.Step
	lens    Lens
	squares map[[2]int]int
}

// drawFound draws those of a crowd that are looked for over the others, which
// are dimmed.
func (s *Scene) drawFound(pic *Picture, zone int) {
	z, m := &s.lay.zones[zone], &s.now.zones[zone]
	look := &s.view.Theme.States[z.state]
	if z.kind != tokenDense {
		for i := range z.seen(s.lay.stage, m.n) {
			if g, _ := m.at(i); s.view.Match.Matches(s.to, g) {
				c := z.slot(i)
				pic.box(c, c.H*MarkRounding, look.Color, Color{}, 0, 0)
			}
		}
		return
	}
	if m.n > mostSearched {
		return
	}
	u := s.lay.m.u
	q := z.squares(u)
	f := s.found[zone]
	if f.match != s.view.Match || f.step != s.to.Step || f.lens != s.view.Lens {
		f = found{s.view.Match, s.to.Step, s.view.Lens, map[[2]int]int{}}
		i := 0
		for _, part := range m.queues {
			for k := range part.Len() {
				if s.view.Match.Matches(s.to, part.At(k)) {
					c := z.cell(i).Center()
					f.squares[[2]int{int((c.X - z.rect.X) / q.pitch), int((c.Y - z.rect.Y) / q.pitch)}]++
				}
				i++
			}
		}
		if s.found == nil {
			s.found = map[int]found{}
		}
		s.found[zone] = f
	}
	side := q.pitch * 0.8
	rows := int(z.rect.H/q.pitch) + 1
	for y := range rows {
		for x := range q.cols + 1 {
			n := f.squares[[2]int{x, y}]
			r := Rect{z.rect.X + float64(x)*q.pitch, z.rect.Y + float64(y)*q.pitch, side, side}
			if n > 0 && r.overlap(s.lay.stage) > 0 {
				pic.box(r, side*MarkRounding, look.Color.Fade(lerp(0.45, 1, min(float64(n)/q.each, 1))), Color{}, 0, 0)
			}
		}
	}
}

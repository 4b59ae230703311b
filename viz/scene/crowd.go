package scene

import (
	"math"

	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
)

// drawCrowds draws those who have no token with a name: a mark for each, or,
// where the marks would be too small, squares that stand for so many each.
// What that costs does not depend on how many they are.
func (s *Scene) drawCrowds(pic *Picture, t float64) {
	for i := range s.lay.zones {
		z := &s.lay.zones[i]
		if z.kind.named() || z.rect.overlap(s.lay.stage) == 0 {
			continue
		}
		s.drawCrowd(pic, i, t)
	}
}

func (s *Scene) drawCrowd(pic *Picture, zone int, t float64) {
	z := &s.lay.zones[zone]
	before, now := s.before.zones[zone].n, s.now.zones[zone].n
	if now > 0 {
		r := Rect{z.rect.X, z.rect.Y, z.rect.W, min(z.rect.H, float64((z.skip+z.peak+z.cols-1)/z.cols)*z.py)}
		pic.Regions = append(pic.Regions, Region{Rect: r, crowd: int32(zone) + 1})
	}
	if z.byID {
		s.drawScattered(pic, z, now)
		return
	}
	// Those on their way into the zone are drawn by themselves.
	there := now
	for i := range s.movers {
		if m := &s.movers[i]; m.moves() && int(m.to.zone) == zone && (int(m.from.zone) != zone || m.born) {
			there--
		}
	}
	if t == 1 {
		there = now
	}
	alpha := s.lightOnG(trace.NoG)
	if s.view.Match != nil {
		alpha = dimmed
	}
	s.drawMarks(pic, z, 0, max(there, 0), alpha)
	if s.view.Match != nil && t == 1 {
		s.drawFound(pic, zone)
	}
	// Who has left was at the head; the rest has moved up, so the last cells empty.
	if before > now && t < 1 {
		s.drawMarks(pic, z, now, before, alpha*(1-ease(t)))
	}
}

// drawMarks draws the cells of a crowd from one to before another.
func (s *Scene) drawMarks(pic *Picture, z *zone, from, to int, alpha float64) {
	u := s.lay.m.u
	if z.kind == tokenDense {
		q := z.squares(u)
		full, rest := math.Modf(float64(to) / q.each)
		side := q.pitch * 0.8
		s.drawGrid(pic, z, int(float64(from)/q.each), int(full), q.cols, 0, q.pitch, q.pitch, side, side, alpha)
		if rest*q.each >= 0.5 {
			s.drawGrid(pic, z, int(full), int(full)+1, q.cols, 0, q.pitch, q.pitch, side, side, alpha*lerp(0.35, 1, rest))
		}
		return
	}
	s.drawGrid(pic, z, from, to, z.cols, z.skip, z.px, z.py, z.w, z.h, alpha)
}

// drawGrid draws the marks of a range of cells in at most three pieces: the end
// of a row, whole rows, and the beginning of a row.
func (s *Scene) drawGrid(pic *Picture, z *zone, from, to, cols, skip int, px, py, w, h, alpha float64) {
	if to <= from {
		return
	}
	look := &s.view.Theme.States[z.state]
	from, to = from+skip, to+skip
	stage := s.lay.stage
	piece := func(row, rows, col, n int) {
		// Only what can be seen.
		first := max(row, int((stage.Y-z.rect.Y)/py))
		last := min(row+rows, int((stage.Y+stage.H-z.rect.Y)/py)+1)
		left := max(col, int((stage.X-z.rect.X)/px))
		right := min(col+n, int((stage.X+stage.W-z.rect.X)/px)+1)
		if last <= first || right <= left {
			return
		}
		r := Rect{z.rect.X + float64(left)*px, z.rect.Y + float64(first)*py, float64(right-left) * px, float64(last-first) * py}
		fill := look.Color
		if look.Pattern == PatternFaint {
			fill = look.Color.Fade(0.7)
		}
		pic.grid(r, px, py, w, h, fill.Fade(alpha))
		if look.Pattern == PatternNone && h >= 6*s.lay.m.u {
			// Outlined, as its tokens are.
			in := max(1, min(1.75*s.lay.m.u, 0.18*h))
			pic.grid(Rect{r.X + in, r.Y + in, r.W, r.H}, px, py, w-2*in, h-2*in, s.view.Theme.Panel.Fade(alpha))
		}
	}
	row, last := from/cols, (to-1)/cols
	if row == last {
		piece(row, 1, from%cols, to-from)
		return
	}
	if from%cols != 0 {
		piece(row, 1, from%cols, cols-from%cols)
		row++
	}
	if end := to / cols; end > row {
		piece(row, end-row, 0, cols)
	}
	if to%cols != 0 {
		piece(last, 1, 0, to%cols)
	}
}

// drawScattered draws those whose cells are those of their numbers: each, where
// the marks can be seen one by one, else as one bar as long as they are many.
func (s *Scene) drawScattered(pic *Picture, z *zone, n int) {
	if z.kind == tokenDense {
		s.drawMarks(pic, z, 0, n, s.lightOnG(trace.NoG))
		return
	}
	look := &s.view.Theme.States[z.state]
	for i := range z.seen(s.lay.stage, s.to.Goroutines()) {
		g := trace.GID(i + 1)
		c := z.slot(i)
		if c.overlap(s.lay.stage) == 0 || s.to.G(g).State != trace.Blocked {
			continue
		}
		if zone, _ := s.whereabouts(&s.now, g); zone >= 0 && &s.lay.zones[zone] == z {
			if z.kind.named() {
				s.drawNamed(pic, &spot{g: g, rect: c, kind: z.kind, state: trace.Blocked})
				continue
			}
			pic.box(c, c.H*MarkRounding, look.Color.Fade(s.strength(g)), Color{}, 0, 0)
		}
	}
}

// drawNamed draws a token with its name, at rest.
func (s *Scene) drawNamed(pic *Picture, sp *spot) {
	pic.Regions = append(pic.Regions, Region{Rect: sp.rect, Thing: model.Thing{Kind: model.ThingG, G: sp.g, P: trace.NoP}})
	alpha := s.strength(sp.g)
	s.drawToken(pic, sp, sp.rect, alpha, false)
	s.drawTokenText(pic, sp, sp, sp.rect, 1, alpha)
}

// crowdAt returns what is at a point of a crowd: one goroutine, or as many as
// share a square.
func (s *Scene) crowdAt(zone int, p Point) model.Thing {
	z := &s.lay.zones[zone]
	th := model.Thing{Kind: model.ThingCrowd, State: z.state, P: trace.NoP}
	n := s.now.zones[zone].n
	if z.kind != tokenDense {
		i := z.at(p)
		if z.byID {
			if g := trace.GID(i + 1); i >= 0 && int(g) <= s.to.Goroutines() {
				if at, _ := s.whereabouts(&s.now, g); at == zone {
					return model.Thing{Kind: model.ThingG, G: g, P: trace.NoP}
				}
			}
			return model.Thing{P: trace.NoP}
		}
		if i < 0 || i >= n {
			return model.Thing{P: trace.NoP}
		}
		g, _ := s.now.zones[zone].at(i)
		return model.Thing{Kind: model.ThingG, G: g, P: trace.NoP}
	}
	th.From, th.To = z.band(p.Y, s.lay.m.u)
	th.To = min(th.To, n)
	if th.From >= th.To || z.byID {
		th.From, th.To = 0, n
	}
	return s.crowdOf(zone, th)
}

// crowdRect returns where a thing of a crowd is drawn.
func (s *Scene) crowdRect(zone int, th model.Thing) Rect {
	z := &s.lay.zones[zone]
	if th.Kind == model.ThingG {
		if sp, ok := s.find(&s.now, th.G); ok {
			return sp.rect
		}
	}
	r := z.rect
	if n := s.now.zones[zone].n; th.To-th.From < n {
		first, last := z.cell(th.From), z.cell(th.To-1)
		r = Rect{r.X, first.Y, r.W, last.Y + last.H - first.Y}
	}
	return r.clip(s.lay.stage)
}

// crowdOf says whose crowd a zone is.
func (s *Scene) crowdOf(zone int, th model.Thing) model.Thing {
	l := &s.lay
	for p := range l.local {
		if l.local[p] == zone && !l.simple {
			th.P = trace.PID(p)
		}
	}
	for i := range l.boxes {
		if b := &l.boxes[i]; b.waiters == zone || b.senders == zone {
			th.Obj, th.Wait = b.obj, b.wait
		}
	}
	if l.tree != nil {
		for i := range l.tree.rows {
			if l.tree.rows[i].zone == zone {
				th.Obj = l.tree.rows[i].done
			}
		}
	}
	return th
}

// drawCounts writes how many there are in the places where not everybody has a
// name, and in the crowds of the done, whose they are.
func (s *Scene) drawCounts(pic *Picture) {
	m, th := &s.lay.m, s.view.Theme
	soft, strong := s.bodyStyle(th.Muted), textStyle{font.Bold, m.body, th.Text}
	since := len(pic.Shapes)
	for _, d := range s.lay.done {
		if d.group == allGroups {
			continue
		}
		n := model.Count(int64(s.now.zones[d.zone].n))
		w := pic.textRight(n, d.label.X+d.width, d.label.Y, d.width, strong)
		pic.text(s.groupName(d.group), d.label.X, d.label.Y, d.width-w-8*m.u, soft)
	}
	pic.dim(since, s.lightOnState(trace.Done))
	for i := range s.lay.boxes {
		b := &s.lay.boxes[i]
		if b.first == 0 || b.first > s.to.Step || b.compact {
			continue
		}
		n, since := s.waitCount(b), len(pic.Shapes)
		for k, zone := range []int{b.waiters, b.senders} {
			if zone < 0 || s.lay.zones[zone].kind.named() || n[k] == 0 || b.words[k] == "" {
				continue
			}
			at := b.labels[k]
			pic.text(model.Count(int64(n[k])), at.X, at.Y+17*m.u, 64*m.u, strong)
		}
		pic.dim(since, s.lightOnBox(b))
	}
}

func (s *Scene) groupName(group int) string {
	if group == otherGroups {
		return words.others
	}
	g := &s.run.Groups()[group]
	if place := s.run.Place(g.Site); place != "" {
		return g.Func + " " + place
	}
	return g.Func
}

package scene

import (
	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
)

// mark is a finding on the axis.
type mark struct {
	finding model.Finding
	x       float64 // of its step
	rect    Rect    // of the sign
}

// signs are how findings look, apart without colour: each kind has a character
// or a shape of its own. The end of the program is a small square in a square.
var signs = [model.NumFindings]struct {
	text   string
	round  bool // a disc, else a square
	filled bool
}{
	model.FindingExit:     {},
	model.FindingPanic:    {text: "!", round: true, filled: true},
	model.FindingFatal:    {text: "×", filled: true},
	model.FindingDeadlock: {text: "=", filled: true},
	model.FindingLimit:    {text: "…"},
	model.FindingLeak:     {text: "?", round: true},
	model.FindingHeld:     {text: "L"},
	model.FindingSleep:    {text: "z", round: true},
}

// placeMarks puts the signs of the findings in the window beside each other
// where they would overlap, from the right, and leaves room for the time.
func (t *timeline) placeMarks() {
	t.marks = t.marks[:0]
	m := &t.m
	side, gap := 18*m.u, 3*m.u
	list := t.run.Findings()
	limit := t.plot.X + t.plot.W + t.m.pad/2
	y := t.head.Y + (t.head.H-side)/2
	for i := len(list) - 1; i >= 0; i-- {
		x := t.axis.middle(list[i].Step)
		if x < t.plot.X || x > t.plot.X+t.plot.W {
			continue
		}
		left := min(x-side/2, limit-side)
		if left < t.plot.X {
			break
		}
		limit = left - gap
		t.marks = append(t.marks, mark{list[i], x, Rect{left, y, side, side}})
	}
	// The time stands at the right, left of the signs that are there.
	t.timeRight = t.rect.X + t.rect.W - m.pad
	for i := range t.marks {
		if r := t.marks[i].rect; r.X+r.W > t.timeRight-t.timeWidth() {
			t.timeRight = min(t.timeRight, r.X-8*m.u)
		}
	}
}

// nowWords says before the current time what it is. Where the axis is one of
// time, it must not look like a tick.
func (t *timeline) nowWords() string {
	switch {
	case t.axis.perNS > 0:
		return nowText
	case t.phone:
		return ""
	}
	return clockText
}

// timeWidth is the room kept for the text of the current time.
func (t *timeline) timeWidth() float64 {
	w := font.Width(font.Regular, t.m.body, "888.888 ms")
	if words := t.nowWords(); words != "" {
		w += font.Width(font.Regular, t.m.body, words) + 6*t.m.u
	}
	return w
}

// freeTicks returns the ticks whose labels stand in nobody's way.
func (t *timeline) freeTicks() []tick {
	gap := 6 * t.m.u
	var out []tick
	for _, k := range t.axis.ticks(&t.m) {
		left, right := k.mid-k.w/2-gap, k.mid+k.w/2+gap
		free := right < t.timeRight-t.timeWidth()
		for i := range t.marks {
			r := t.marks[i].rect
			free = free && (right < r.X || left > r.X+r.W)
		}
		free = free && (t.parts.W == 0 || right < t.parts.X || left > t.parts.X+t.parts.W)
		if !free {
			k.text = ""
		}
		out = append(out, k)
	}
	return out
}

// drawGrid draws a faint line below each tick.
func (t *timeline) drawGrid(pic *Picture) {
	for _, k := range t.ticks {
		pic.box(Rect{k.x - 0.5*t.m.u, t.plot.Y - 4*t.m.u, 1 * t.m.u, t.plot.H + 4*t.m.u}, 0, t.view.Theme.Muted.Fade(0.16), Color{}, 0, 0)
	}
}

// The words of the axis.
const (
	stepText  = "step"
	timeText  = "time"
	clockText = "virtual time"
	nowText   = "now"
)

// drawAxis draws the labels of the ticks, where the clock stands still, and
// the signs.
func (t *timeline) drawAxis(pic *Picture) {
	m, th := &t.m, t.view.Theme
	y := t.head.Y + t.head.H/2
	st := textStyle{font.Regular, m.body, th.Muted}
	name := stepText
	if t.axis.perNS > 0 {
		name = timeText
	}
	if room := t.plot.X - t.rect.X - m.pad - 2*m.u; font.Width(st.face, st.size, name) <= room {
		pic.text(name, t.rect.X+m.pad, y, room, st)
	}
	for _, k := range t.ticks {
		pic.textCenter(k.text, k.mid, y, k.w+1, st)
	}
	for _, s := range t.axis.stills() {
		pic.box(Rect{s[0], t.plot.Y - 3*m.u, max(s[1]-s[0], 1*m.u), 2.5 * m.u}, 1*m.u, th.Muted, Color{}, 0, 0)
	}
	for i := range t.marks {
		t.marks[i].draw(pic, t)
	}
}

func (k *mark) draw(pic *Picture, t *timeline) {
	m, th := &t.m, t.view.Theme
	look := signs[k.finding.Kind]
	radius := 4 * m.u
	if look.round {
		radius = k.rect.H / 2
	}
	fill, ink := th.Panel, th.Accent
	if look.filled {
		fill, ink = th.Accent, th.Page
	}
	border := th.Accent
	if k.finding.Kind == model.FindingExit {
		border, ink = th.Muted, th.Muted
	}
	pic.box(Rect{k.x - 0.75*m.u, k.rect.Y + k.rect.H, 1.5 * m.u, t.plot.Y + t.plot.H - k.rect.Y - k.rect.H}, 0, border.Fade(0.7), Color{}, 0, 0)
	pic.box(k.rect, radius, fill, border, 1.5*m.u, 0)
	c := k.rect.Center()
	if k.finding.Kind == model.FindingExit {
		pic.box(Rect{c.X - 3*m.u, c.Y - 3*m.u, 6 * m.u, 6 * m.u}, 0, ink, Color{}, 0, 0)
		return
	}
	pic.textCenter(look.text, c.X, c.Y, k.rect.W, textStyle{font.Bold, m.body, ink})
}

// drawNow says the time of the current step.
func (t *timeline) drawNow(pic *Picture, now trace.Time) {
	m, th := &t.m, t.view.Theme
	y := t.head.Y + t.head.H/2
	w := pic.textRight(model.Duration(now), t.timeRight, y, t.timeWidth(), textStyle{font.Regular, m.body, th.Text})
	pic.textRight(t.nowWords(), t.timeRight-w-6*m.u, y, t.timeWidth()-w, textStyle{font.Regular, m.body, th.Muted})
}

package player

import (
	"math"
	"time"

	"gopark/scenarios/trace"
	"gopark/viz/model"
	"gopark/viz/scene"
)

// timeline is how the timeline is looked at and what a pointer does to it.
// Pressing goes there and dragging scrubs; with Shift it selects a range. In
// the column of names it scrolls the rows, and a click selects a goroutine or
// opens a group. In the minimap the frame is dragged or resized.
type timeline struct {
	drag    drag
	from    scene.Point    // where the drag began
	last    scene.Point    // where it is
	moved   bool           // it is more than a click
	view    scene.TimeView // at its beginning
	hold    scene.Hold
	anchor  trace.Step // the end of the range that does not move
	growing bool       // the range goes from anchor to the current step: see the key r

	glide glide

	followed trace.Step // the step that the window has followed to
	selected trace.GID
	playing  bool
	held     bool // the rows were scrolled by hand and do not follow
}

// drag is what a pointer that is down does.
type drag uint8

const (
	dragNone drag = iota
	dragScrub
	dragRange
	dragRows
	dragFrame
)

// glide is the way of the window from where it is to where it shall be.
type glide struct {
	on       bool
	from, to scene.TimeView // with explicit windows
	goal     scene.TimeView
	passed   time.Duration
}

const glideTime = 220 * time.Millisecond

// slack is how far a pointer may move between its press and its release, in
// pixels, to be a click.
const slack = 4

// timelineKeys are the keys of the timeline, as KeyboardEvent.key has them, and
// what they do (Shift is part of the letter).
//
//	w s  closer, farther        W S  higher, lower rows
//	a d  to the left, right     A D  up, down
//	z    the whole run          l    the next order of the rows
//	x    the other axis         r    begin a range; end it; clear it
var timelineKeys = map[string]string{
	"w": "zoomIn",
	"s": "zoomOut",
	"a": "panLeft",
	"d": "panRight",
	"W": "rowsHigher",
	"S": "rowsLower",
	"A": "rowsUp",
	"D": "rowsDown",
	"z": "zoomAll",
	"l": "sortRows",
	"x": "axis",
	"r": "range",
}

// The steps of the keys: of zoom, and of panning as a part of the window.
const (
	keyZoom = 1.6
	keyPan  = 0.25
)

// timelineCommand carries out a command of the timeline; see timelineKeys. It
// reports whether it knows the name.
func (p *Player) timelineCommand(name string) bool {
	if p.scene == nil {
		return false
	}
	s := p.scene
	at := s.FocusX()
	switch name {
	case "zoomIn":
		p.glideTo(s.Zoomed(at, keyZoom))
	case "zoomOut":
		p.glideTo(s.Zoomed(at, 1/keyZoom))
	case "panLeft":
		p.glideTo(s.Panned(-keyPan*s.TimelinePlot().W, 0))
	case "panRight":
		p.glideTo(s.Panned(keyPan*s.TimelinePlot().W, 0))
	case "rowsHigher":
		p.setTime(s.RowsZoomed(s.FocusY(), keyZoom))
	case "rowsLower":
		p.setTime(s.RowsZoomed(s.FocusY(), 1/keyZoom))
	case "rowsUp":
		p.scrollRows(-keyPan * 2 * s.TimelinePlot().H)
	case "rowsDown":
		p.scrollRows(keyPan * 2 * s.TimelinePlot().H)
	case "zoomAll":
		p.glideTo(s.Window(0, math.Inf(1)))
	case "sortRows":
		v := p.look.Time
		v.Sort, v.Top = (v.Sort+1)%(scene.SortLifetime+1), 0
		p.setTime(v)
	case "axis":
		p.setTime(s.AxisToggled())
	case "range":
		p.stepRange()
	default:
		return false
	}
	return true
}

// stepRange begins a range at the current step, ends it, and clears it, in
// turn.
func (p *Player) stepRange() {
	v := p.look.Time
	t := &p.timeline
	switch {
	case t.growing:
		t.growing = false
	case v.Range[0] < v.Range[1]:
		v.Range = [2]trace.Step{}
	default:
		t.growing, t.anchor = true, p.pos.goal
		v.Range = between(t.anchor, p.pos.goal)
	}
	p.setTime(v)
	p.changed()
}

// between returns the range that has both steps in it.
func between(a, b trace.Step) [2]trace.Step { return [2]trace.Step{min(a, b), max(a, b) + 1} }

// Summary sums up the selected range, for the goroutine that is followed if
// there is one; ok is false if no range is selected.
func (p *Player) Summary() (s model.Summary, ok bool) {
	r := p.look.Time.Range
	if p.run == nil || r[0] >= r[1] {
		return s, false
	}
	return p.run.Summarize(r[0], r[1], p.selected), true
}

// resetTimeline shows the whole of another run, in the order and on the axis
// that were chosen.
func (p *Player) resetTimeline() {
	p.look.Time = scene.TimeView{Sort: p.look.Time.Sort, ByTime: p.look.Time.ByTime}
	p.timeline = timeline{followed: p.pos.goal}
}

// setTime looks at the timeline in another way, at once.
func (p *Player) setTime(v scene.TimeView) {
	p.timeline.glide.on = false
	p.show(v)
}

func (p *Player) show(v scene.TimeView) {
	if v == p.look.Time {
		return
	}
	p.look.Time = v
	if p.scene != nil {
		// What comes before the next frame is to build on this.
		look := p.scene.View()
		look.Time = v
		p.scene.SetView(look)
	}
	p.touch()
}

// glideTo looks at the timeline in another way, in a smooth movement.
func (p *Player) glideTo(goal scene.TimeView) {
	g := &p.timeline.glide
	if goal == p.look.Time && !g.on || g.on && goal == g.goal {
		return
	}
	if p.look.Reduced {
		p.setTime(goal)
		return
	}
	from, to, all := p.scene.TimeColumns()
	g.on, g.passed = true, 0
	g.from, g.to, g.goal = p.look.Time, goal, goal
	g.from.From, g.from.To = from, to
	if goal.To <= goal.From {
		g.to.From, g.to.To = 0, all
	}
	p.touch()
}

// advanceTimeline lets time pass and reports whether there is more to come.
func (p *Player) advanceTimeline(d time.Duration) bool {
	if p.scene == nil {
		return false
	}
	p.follow()
	g := &p.timeline.glide
	if !g.on {
		return false
	}
	g.passed += d
	x := float64(g.passed) / float64(glideTime)
	if x >= 1 {
		p.setTime(g.goal)
		return false
	}
	x = x * x * (3 - 2*x)
	v := g.goal
	v.From = g.from.From + (g.to.From-g.from.From)*x
	v.To = g.from.To + (g.to.To-g.from.To)*x
	v.Top = g.from.Top + (g.to.Top-g.from.Top)*x
	p.show(v)
	return true
}

// follow keeps the current step in the window, and the row of the acting
// goroutine, or of the one that is followed, in sight. While playing it leaves
// alone who looks elsewhere.
func (p *Player) follow() {
	t := &p.timeline
	if p.pos.playing && !t.playing || p.selected != t.selected {
		t.held = false
	}
	t.playing = p.pos.playing
	if p.selected != t.selected {
		t.selected = p.selected
		t.followed = -1
		if p.selected != trace.NoG {
			p.setTime(p.scene.Opened(p.selected))
		}
	}
	step := p.pos.goal
	if t.followed == step {
		return
	}
	was := t.followed
	t.followed = step
	if t.growing {
		v := p.look.Time
		v.Range = between(t.anchor, step)
		p.show(v)
	}
	if t.drag != dragNone {
		return
	}
	if p.pos.playing && was >= 0 && !p.scene.StepSeen(was) && !t.glide.on {
		return
	}
	g := p.selected
	if g == trace.NoG && step > 0 {
		g = p.run.Trace.Event(int(step) - 1).G
	}
	if t.held {
		g = trace.NoG
	}
	goal := p.look.Time
	if t.glide.on {
		goal = t.glide.goal
	}
	if v := p.scene.Shown(goal, step, g); v != goal {
		p.glideTo(v)
	}
}

// timelinePress takes a pointer that goes down on the timeline or the minimap.
func (p *Player) timelinePress(at scene.Point, part scene.Part, shift bool) {
	t, s := &p.timeline, p.scene
	p.setTime(p.look.Time)
	t.from, t.last, t.moved, t.view = at, at, false, p.look.Time
	if part == scene.PartMinimap {
		t.drag = dragFrame
		if t.hold = s.FrameHold(at.X); t.hold == scene.HoldNone {
			p.setTime(s.FrameAt(at.X))
			t.view, t.hold = p.look.Time, scene.HoldFrame
		}
		return
	}
	if th := s.TimelineThingAt(at); th.Kind == model.ThingFinding {
		p.Command("seek", float64(th.Step))
		return
	}
	switch {
	case s.InNames(at):
		t.drag = dragRows
	case shift:
		t.drag, t.growing, t.anchor = dragRange, false, s.StepAt(at.X)
	default:
		t.drag = dragScrub
		p.scrub(at.X)
	}
}

// timelineMove takes a pointer that moves while it is down, and reports
// whether the timeline has it.
func (p *Player) timelineMove(at scene.Point) bool {
	t := &p.timeline
	if t.drag == dragNone {
		return false
	}
	if math.Hypot(at.X-t.from.X, at.Y-t.from.Y) > slack {
		t.moved = true
	}
	switch t.drag {
	case dragScrub:
		p.scrub(at.X)
	case dragRange:
		if t.moved {
			v := p.look.Time
			v.Range = between(t.anchor, p.scene.StepAt(at.X))
			p.setTime(v)
			p.changed()
		}
	case dragRows:
		if t.moved {
			p.scrollRows(t.last.Y - at.Y)
		}
	case dragFrame:
		v := p.scene.FrameDragged(t.view, t.hold, at.X-t.from.X)
		v.Top = p.look.Time.Top
		p.setTime(v)
	}
	t.last = at
	return true
}

// timelineRelease takes a pointer that goes up.
func (p *Player) timelineRelease() {
	t := &p.timeline
	was := t.drag
	t.drag = dragNone
	if t.moved || p.scene == nil {
		return
	}
	switch was {
	case dragRange:
		v := p.look.Time
		v.Range = [2]trace.Step{}
		p.setTime(v)
		p.changed()
	case dragRows:
		p.clickName(t.from)
	}
}

// clickName opens or closes a group, selects a goroutine, or changes the axis.
func (p *Player) clickName(at scene.Point) {
	switch v, ok := p.scene.GroupToggled(at.Y); {
	case ok:
		p.setTime(v)
	case p.scene.InAxisName(at):
		p.setTime(p.scene.AxisToggled())
	default:
		g := p.scene.TimelineThingAt(at).G
		if g == p.selected {
			g = trace.NoG
		}
		p.Command("select", float64(g))
	}
}

// timelineCancel takes a pointer that has become another gesture.
func (p *Player) timelineCancel() { p.timeline.drag = dragNone }

// timelineDouble takes a double click: it zooms to a span, or shows the whole
// run again, and opens or closes the group of a density.
func (p *Player) timelineDouble(at scene.Point, part scene.Part) {
	s := p.scene
	if s.InNames(at) {
		return // both clicks have been taken
	}
	if v, ok := s.GroupToggled(at.Y); ok && part == scene.PartTimeline {
		p.setTime(v)
		return
	}
	goal := s.Window(0, math.Inf(1))
	if th := s.TimelineThingAt(at); th.Kind == model.ThingSpan && part == scene.PartTimeline {
		if v := s.Around(th.Step, p.run.SpanEnd(th.G, th.Step)); !same(v, p.look.Time) {
			goal = v
		}
	}
	p.glideTo(goal)
}

// same reports whether two windows are the same but for rounding.
func same(a, b scene.TimeView) bool {
	return math.Abs(a.From-b.From)+math.Abs(a.To-b.To) < 0.01
}

// timelineWheel takes a turn of the wheel, in pixels, and reports whether it
// means something here; else it is the page's. With zoom the window comes
// closer, in the column of names the rows become higher. Without, a horizontal
// wheel moves the window and a vertical one the rows, as far as they go.
func (p *Player) timelineWheel(at scene.Point, dx, dy float64, zoom bool) bool {
	s := p.scene
	if zoom {
		p.timelinePinch(at, math.Exp(-min(max(dy, -wheelNotch), wheelNotch)*wheelZoom))
		return true
	}
	from, to, all := s.TimeColumns()
	if math.Abs(dx) > math.Abs(dy) {
		if to-from >= all {
			return false
		}
		p.setTime(s.Panned(dx, 0))
		return true
	}
	return p.scrollRows(dy)
}

// A turn of the wheel zooms no more than that of a notch; the wheel of a
// trackpad's pinch turns by a few pixels at a time.
const (
	wheelNotch = 50
	wheelZoom  = 0.009
)

// timelinePinch takes a pinch: what is at the place stays there.
func (p *Player) timelinePinch(at scene.Point, factor float64) {
	if p.scene.InNames(at) {
		p.setTime(p.scene.RowsZoomed(at.Y, factor))
		return
	}
	p.setTime(p.scene.Zoomed(at.X, factor))
}

// scrollRows moves the rows by so many pixels and reports whether that is
// possible.
func (p *Player) scrollRows(dy float64) bool {
	v := p.scene.Panned(0, dy)
	if v.Top == p.look.Time.Top {
		return false
	}
	p.timeline.held = true
	p.setTime(v)
	return true
}

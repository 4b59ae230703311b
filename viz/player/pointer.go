package player

import (
	"math"
	"time"

	"gopark/scenarios/trace"
	"gopark/viz/model"
	"gopark/viz/scene"
)

// pointer is the mouse or a finger. A mouse moves into the picture before its
// button goes down; a finger comes from above.
type pointer struct {
	at     scene.Point
	over   bool          // a mouse is over the picture
	rested time.Duration // since it moved
	judged bool          // what it rests on is known
	down   press
	finger bool        // what is down is a finger
	from   scene.Point // where it came down
}

// press is what a pointer that is down on the stage does.
type press uint8

const (
	pressNone  press = iota
	pressClick       // it has not moved away from where it came down
	pressPush        // it pushes the magnified stage
)

// swipeLength is how far, in pixels, a finger goes that swipes.
const swipeLength = 40

// slop is how far, in pixels, a pointer may move that is said to rest.
const slop = 4

// Press takes a pointer that goes down at a place in CSS pixels.
func (p *Player) Press(x, y float64, shift bool) {
	if p.scene == nil {
		return
	}
	p.pointer.at, p.pointer.finger = scene.Point{X: x, Y: y}, !p.pointer.over
	if part := p.partAt(p.pointer.at); part != scene.PartStage {
		if p.pointer.finger {
			p.stopExplaining()
		}
		p.timelinePress(p.pointer.at, part, shift)
		return
	}
	p.pointer.down, p.pointer.from = pressClick, p.pointer.at
}

// Move takes a pointer that moves, and returns whether it is over something
// that can be pressed.
func (p *Player) Move(x, y float64) bool {
	if p.scene == nil {
		return false
	}
	at, m := scene.Point{X: x, Y: y}, &p.pointer
	if p.timelineMove(at) {
		return true
	}
	if m.down == pressClick && near(at, m.at) {
		return false
	}
	if m.down != pressNone {
		m.down = pressPush
		pushed := p.stageDrag(at.X-m.at.X, at.Y-m.at.Y)
		m.at = at
		return pushed
	}
	if !m.over || !near(at, m.at) {
		m.at, m.over, m.rested, m.judged = at, true, 0, false
		p.wake()
	}
	if p.partAt(at) != scene.PartStage {
		return true
	}
	r, ok := p.thingAt(at)
	return ok && r.Thing.Kind == model.ThingG
}

// Release takes a pointer that goes up.
func (p *Player) Release() {
	was := p.pointer.down
	p.pointer.down = pressNone
	p.timelineRelease()
	switch {
	case was == pressPush && p.pointer.finger && !p.magnified():
		p.swipe()
	case was != pressClick:
	case p.pointer.finger:
		p.tap()
	default:
		p.click()
	}
}

// swipe takes a finger that has gone over the stage, as one turns pages: to the
// left is a step forward. Up and down belong to the page.
func (p *Player) swipe() {
	right, down := p.pointer.at.X-p.pointer.from.X, p.pointer.at.Y-p.pointer.from.Y
	switch {
	case math.Abs(right) < swipeLength || math.Abs(right) < 2*math.Abs(down):
	case right < 0:
		p.Command("forward", 0)
	default:
		p.Command("back", 0)
	}
}

// Cancel takes a pointer that goes away, or whose press has become another
// gesture.
func (p *Player) Cancel() {
	p.pointer.down = pressNone
	p.timelineCancel()
}

// Leave takes a mouse that goes out of the picture.
func (p *Player) Leave() {
	p.pointer.over = false
	p.wake()
}

// click takes a mouse that was pressed on the stage: the goroutine there is
// followed, if it is not already, and everything else explains itself at once.
func (p *Player) click() {
	r, _ := p.thingAt(p.pointer.at)
	switch r.Thing.Kind {
	case model.ThingNone:
		p.stopExplaining()
	case model.ThingG:
		if r.Thing.G != p.selected {
			p.Command("select", float64(r.Thing.G))
			return
		}
	default:
		p.explain(r, byMouse)
	}
	// A place is the ground on which the others stand.
	if p.selected != trace.NoG && (r.Thing.Kind == model.ThingNone || r.Thing.Kind == model.ThingG || r.Thing.Kind == model.ThingState) {
		p.Command("select", 0)
	}
}

// tap takes a finger that has touched the stage: what is there explains itself,
// until it is touched again.
func (p *Player) tap() {
	if r, ok := p.thingAt(p.pointer.at); ok && r.Thing != p.explainer.region.Thing {
		p.explain(r, byTouch)
		return
	}
	p.stopExplaining()
}

// Double takes a double click.
func (p *Player) Double(x, y float64) {
	if p.scene == nil {
		return
	}
	at := scene.Point{X: x, Y: y}
	if part := p.partAt(at); part != scene.PartStage {
		p.timelineDouble(at, part)
		return
	}
	p.stageDouble(x, y)
}

// Wheel takes a turn of the wheel by dx and dy pixels; zoom: it asks to zoom.
// It reports whether that means something here; else the page scrolls.
func (p *Player) Wheel(x, y, dx, dy float64, zoom bool) bool {
	if p.scene == nil {
		return false
	}
	at := scene.Point{X: x, Y: y}
	if p.partAt(at) != scene.PartStage {
		return p.timelineWheel(at, dx, dy, zoom)
	}
	return p.stageWheel(x, y, dx, dy, zoom)
}

// Pinch takes two fingers whose middle is at a place and whose distance grows
// by a factor.
func (p *Player) Pinch(x, y, factor float64) {
	if p.scene == nil {
		return
	}
	at := scene.Point{X: x, Y: y}
	if p.partAt(at) != scene.PartStage {
		p.timelinePinch(at, factor)
		return
	}
	p.stagePinch(x, y, factor)
}

// wake asks for frames without a new picture.
func (p *Player) wake() {
	p.idle = 0
	p.host.Wake()
}

func near(a, b scene.Point) bool { return math.Abs(a.X-b.X) <= slop && math.Abs(a.Y-b.Y) <= slop }

func (p *Player) scrub(x float64) {
	if step := p.scene.StepAt(x); step != p.pos.goal || p.pos.active() {
		p.Command("seek", float64(step))
	}
}

// partAt returns the part of the picture that a point belongs to.
func (p *Player) partAt(at scene.Point) scene.Part {
	for i := len(p.pic.Regions) - 1; i >= 0; i-- {
		if r := p.pic.Regions[i]; r.Rect.Contains(at) {
			return r.Part
		}
	}
	return scene.PartStage
}

// thingAt returns what explains itself at a point, and where it is. Of the
// things of the timeline only the part around the point is given.
func (p *Player) thingAt(at scene.Point) (scene.Region, bool) {
	r := scene.Region{Part: p.partAt(at)}
	switch r.Part {
	case scene.PartStage:
		r.Thing, r.Rect = p.scene.ThingAt(&p.pic, at)
	case scene.PartTimeline:
		const w, h = 20, 24
		r.Thing, r.Rect = p.scene.TimelineThingAt(at), scene.Rect{X: at.X - w/2, Y: at.Y - h/2, W: w, H: h}
	}
	return r, r.Thing.Kind != model.ThingNone
}

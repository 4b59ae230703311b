package player

import (
	"time"

	"gopark/scenarios/trace"
	"gopark/viz/model"
	"gopark/viz/scene"
)

// Explained is what a thing in the picture says of itself, and where it is;
// Thing.Kind is ThingNone when nothing is explained any more.
type Explained struct {
	Thing model.Thing
	Rect  scene.Rect // CSS pixels of the picture
	ByKey bool       // it was chosen with the keyboard
	Text  model.Explanation
}

// explainAfter is how long the mouse rests on a thing before the thing
// explains itself; forgetAfter how long it may be elsewhere, for instance on
// the way to the explanation, before that goes.
const (
	explainAfter = 120 * time.Millisecond
	forgetAfter  = 350 * time.Millisecond
)

// means is how a thing was chosen to be explained.
type means uint8

const (
	byMouse means = iota // that rests on it
	byTouch              // of a finger
	byKey
)

// explainer is the thing that is explained.
type explainer struct {
	region scene.Region // where Thing.Kind is ThingNone, nothing is explained
	by     means
	held   bool          // the mouse is on the explanation
	away   time.Duration // since the mouse left the thing
	stale  bool          // the step, or the place of the thing, may have changed
	at     trace.Step
	level  model.Level
	time   scene.TimeView
}

func (x *explainer) on() bool { return x.region.Thing.Kind != model.ThingNone }

// explain lets a region explain itself.
func (p *Player) explain(r scene.Region, by means) {
	x := &p.explainer
	if x.region.Thing == r.Thing && x.region.Part == r.Part && x.by == by && by != byKey {
		x.away = 0
		return
	}
	*x = explainer{region: r, by: by}
	p.tellExplained()
	p.touch()
}

// tellExplained computes the explanation at the step that is aimed at.
func (p *Player) tellExplained() {
	x := &p.explainer
	x.at, x.level, x.time, x.stale = p.pos.goal, p.level, p.look.Time, false
	p.told.Seek(x.at)
	p.host.Explained(Explained{
		Thing: x.region.Thing, Rect: x.region.Rect, ByKey: x.by == byKey,
		Text: p.told.Explain(x.region.Thing, p.level),
	})
}

// stopExplaining ends it.
func (p *Player) stopExplaining() {
	if !p.explainer.on() {
		return
	}
	p.explainer = explainer{}
	p.host.Explained(Explained{})
	p.touch()
}

// onIt reports whether the mouse is on what is explained, or on the
// explanation.
func (p *Player) onIt() bool {
	x := &p.explainer
	if x.held || !p.pointer.over {
		return x.held
	}
	r, _ := p.thingAt(p.pointer.at)
	return r.Thing == x.region.Thing
}

// attentive reports whether time alone will change what is explained.
func (p *Player) attentive() bool {
	x := &p.explainer
	if p.pointer.over && !p.pointer.judged {
		return true
	}
	return x.on() && (x.stale || (x.by == byMouse && !p.onIt()))
}

// attend lets a time pass in which the mouse rests, or is elsewhere.
func (p *Player) attend(d time.Duration) {
	if p.scene == nil || p.dirty || p.pos.moving() || p.camera.active() {
		return
	}
	x, m := &p.explainer, &p.pointer
	if x.stale && x.on() {
		p.lookAgain()
	}
	if m.over && !m.judged {
		m.rested += d
		if m.rested >= explainAfter {
			m.judged = true
			if r, ok := p.thingAt(m.at); ok && m.down == pressNone && p.timeline.drag == dragNone {
				p.explain(r, byMouse)
			}
		}
	}
	switch {
	case !x.on() || x.by != byMouse:
	case p.onIt():
		x.away = 0
	default:
		x.away += d
		if x.away >= forgetAfter {
			p.stopExplaining()
		}
	}
}

// lookAgain finds the thing again after the step or the picture has changed,
// or what is now under the mouse.
func (p *Player) lookAgain() {
	x := &p.explainer
	r, ok := p.regionOf(x.region.Thing)
	if x.region.Part == scene.PartTimeline {
		r, ok = x.region, x.time == p.look.Time
	}
	x.stale = false
	switch {
	case ok && r.Rect == x.region.Rect && x.at == p.pos.goal && x.level == p.level:
	case ok:
		x.region = r
		p.tellExplained()
	default:
		p.stopExplaining()
		p.pointer.judged = false
	}
}

// regionOf returns the region of a thing of the stage.
func (p *Player) regionOf(t model.Thing) (scene.Region, bool) {
	for _, r := range p.pic.Regions {
		if r.Thing == t {
			return r, true
		}
	}
	return scene.Region{}, false
}

package player

import (
	"math"

	"gopark/scenarios/trace"
	"gopark/viz/model"
	"gopark/viz/scene"
)

// directions are the arrow keys as steps in the picture.
var directions = map[string]scene.Point{
	"ArrowRight": {X: 1},
	"ArrowLeft":  {X: -1},
	"ArrowDown":  {Y: 1},
	"ArrowUp":    {Y: -1},
}

// explainKey takes a key while something is explained, and reports whether it
// means something there. What has no meaning there keeps its own: the run can
// be played, and stepped by lines, while a thing is looked at.
func (p *Player) explainKey(key string, shift bool) bool {
	x := &p.explainer
	if !x.on() {
		return false
	}
	if key == "Escape" {
		p.stopExplaining()
		return true
	}
	if x.by != byKey || shift {
		return false
	}
	if dir, ok := directions[key]; ok {
		if r, ok := p.next(dir); ok {
			p.explain(r, byKey)
		}
		return true
	}
	switch {
	case key == "e":
		p.stopExplaining()
	case key != "Enter":
		return false
	case x.region.Thing.G != trace.NoG:
		p.Command("select", float64(x.region.Thing.G))
	case x.region.Thing.Kind == model.ThingCause || x.region.Thing.Kind == model.ThingFinding:
		p.Command("seek", float64(x.region.Thing.Step))
	default:
		c := x.region.Rect.Center()
		p.Double(c.X, c.Y)
	}
	return true
}

// explainActor explains, by keyboard, the goroutine that is followed, or the
// one that acts in the current step; where neither is drawn, the first thing
// in the picture.
func (p *Player) explainActor() {
	for _, g := range []trace.GID{p.selected, p.told.Event.G, p.told.Event.By} {
		if r, ok := p.regionOf(model.Thing{Kind: model.ThingG, G: g, P: trace.NoP}); ok && g != trace.NoG {
			p.explain(r, byKey)
			return
		}
	}
	for _, r := range p.pic.Regions {
		if r.Thing.Kind != model.ThingNone {
			p.explain(r, byKey)
			return
		}
	}
}

// explainObject explains an object that is in the picture.
func (p *Player) explainObject(o trace.ObjID) {
	if r, ok := p.regionOf(model.Thing{Kind: model.ThingObj, Obj: o, P: trace.NoP}); ok {
		p.explain(r, byKey)
	}
}

// next returns the thing to go to from the one that is explained: the nearest
// on the stage, and below it what the timeline has at the current step.
func (p *Player) next(dir scene.Point) (scene.Region, bool) {
	from := p.explainer.region
	if from.Part == scene.PartTimeline {
		if r, ok := p.probe(from.Rect.Center(), dir, from.Thing); ok || dir.Y >= 0 {
			return r, ok
		}
		return nearest(p.pic.Regions, from, dir)
	}
	if r, ok := nearest(p.pic.Regions, from, dir); ok || dir.Y <= 0 {
		return r, ok
	}
	return p.probe(scene.Point{X: p.scene.FocusX(), Y: p.scene.TimelinePlot().Y}, dir, from.Thing)
}

// nearest returns the region to go to from another in a direction: of those
// whose middle lies that way, the one that is least far, where going aside
// counts double. The first of equals wins.
func nearest(regions []scene.Region, from scene.Region, dir scene.Point) (best scene.Region, ok bool) {
	const least = 2 // pixels
	cheapest, c := math.Inf(1), from.Rect.Center()
	for _, r := range regions {
		if r.Thing.Kind == model.ThingNone || r.Thing == from.Thing {
			continue
		}
		to := r.Rect.Center()
		dx, dy := to.X-c.X, to.Y-c.Y
		along, aside := dx*dir.X+dy*dir.Y, math.Abs(dx*dir.Y)+math.Abs(dy*dir.X)
		if cost := along + 2*aside; along >= least && cost < cheapest {
			best, cheapest, ok = r, cost, true
		}
	}
	return best, ok
}

// probe goes over the timeline from a point until there is another thing.
func (p *Player) probe(at, dir scene.Point, not model.Thing) (scene.Region, bool) {
	const stride = 3 // pixels
	plot := p.scene.TimelinePlot()
	for plot.Contains(at) {
		if r, ok := p.thingAt(at); ok && r.Thing != not && r.Part == scene.PartTimeline {
			return r, true
		}
		at.X += stride * dir.X
		at.Y += stride * dir.Y
	}
	return scene.Region{}, false
}

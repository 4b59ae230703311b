package player

import (
	"math"
	"time"

	"gopark/viz/model"
	"gopark/viz/scene"
)

// camera moves the lens before the stage. Wheel, pinch and drag move it at
// once; everything else takes it to its goal in a moment.
type camera struct {
	lens     scene.Lens
	from, to scene.Lens
	left     time.Duration // until it is at its goal
}

// lensTime is how long the camera takes to a goal.
const lensTime = 350 * time.Millisecond

func (c *camera) active() bool { return c.left > 0 }

// set puts the camera somewhere at once.
func (c *camera) set(l scene.Lens) { c.lens, c.left = l, 0 }

// aim sends the camera somewhere.
func (c *camera) aim(l scene.Lens, reduced bool) {
	if reduced {
		c.set(l)
		return
	}
	c.from, c.to, c.left = c.lens, l, lensTime
}

// goal is where the camera is or will be.
func (c *camera) goal() scene.Lens {
	if c.left > 0 {
		return c.to
	}
	return c.lens
}

func (c *camera) advance(d time.Duration) {
	if c.left <= 0 {
		return
	}
	c.left -= d
	if c.left <= 0 {
		c.lens, c.left = c.to, 0
		return
	}
	e := 1 - float64(c.left)/float64(lensTime)
	c.lens = c.from.Toward(c.to, e*e*(3-2*e))
	if c.lens.Zoom <= 1 {
		c.lens = scene.Lens{}
	}
}

// stageSize returns the size of what the lens magnifies.
func (p *Player) stageSize() (w, h float64) {
	r := p.scene.Stage()
	return r.W, r.H
}

// stageWheel zooms with the wheel while zoom is held, and, where the stage is
// magnified, moves it; else the wheel is the page's.
func (p *Player) stageWheel(x, y, dx, dy float64, zoom bool) bool {
	w, h := p.stageSize()
	switch l := p.camera.goal(); {
	case zoom:
		p.camera.set(l.About(scene.Point{X: x, Y: y}, math.Exp(-min(max(dy, -wheelNotch), wheelNotch)*wheelZoom), w, h))
	case l.Zoom > 1:
		p.camera.set(l.Moved(-dx, -dy, w, h))
	default:
		return false
	}
	p.touch()
	return true
}

// stagePinch zooms by a factor about a point.
func (p *Player) stagePinch(x, y, factor float64) {
	w, h := p.stageSize()
	p.camera.set(p.camera.goal().About(scene.Point{X: x, Y: y}, factor, w, h))
	p.touch()
}

// stageDrag pushes the magnified stage; it returns false if it is not.
func (p *Player) stageDrag(dx, dy float64) bool {
	if p.camera.goal().Zoom <= 1 {
		return false
	}
	w, h := p.stageSize()
	p.camera.set(p.camera.goal().Moved(dx, dy, w, h))
	p.touch()
	return true
}

// stageDouble magnifies what is at a point: a crowd step by step until its
// goroutines have names, anything else until it fills the stage. Where that is
// so already, all is shown again.
func (p *Player) stageDouble(x, y float64) {
	at := scene.Point{X: x, Y: y}
	w, h := p.stageSize()
	l := p.camera.goal()
	th, r := p.scene.ThingAt(&p.pic, at)
	switch {
	case th.Kind == model.ThingCrowd, th.Kind == model.ThingG && r.H < 16:
		p.camera.aim(l.About(at, 5, w, h), p.look.Reduced)
	case l.Zoom > 1:
		p.camera.aim(scene.Lens{}, p.look.Reduced)
	case r.W > 0:
		// Not larger than texts become.
		around := r.Inset(-0.05 * w)
		if least := w / 2; around.W < least {
			around.X, around.W = around.X-(least-around.W)/2, least
		}
		p.camera.aim(scene.LensFor(around, w, h), p.look.Reduced)
	}
	p.touch()
}

// stageZoom zooms about the middle, or about what is explained; a factor of 0
// shows all.
func (p *Player) stageZoom(factor float64) {
	w, h := p.stageSize()
	to := scene.Lens{}
	if factor > 0 {
		to = p.camera.goal().About(scene.Point{X: w / 2, Y: h / 2}, factor, w, h)
	}
	p.camera.aim(to, p.look.Reduced)
	p.touch()
}

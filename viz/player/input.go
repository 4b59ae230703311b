package player

import (
	"gopark/scenarios/trace"
	"gopark/viz/model"
	"gopark/viz/scene"
)

// Command carries out one of the user's actions by name; see
// protocol.Command. It reports whether it knows the name.
func (p *Player) Command(name string, arg float64) bool {
	if p.run == nil {
		return false
	}
	switch name {
	case "play":
		p.pos.play()
	case "pause":
		p.pos.pause()
	case "toggle":
		p.pos.toggle()
	case "restart":
		p.pos.pause()
		p.pos.seek(0)
	case "forward":
		p.pos.step(1)
	case "back":
		p.pos.step(-1)
	case "seek":
		p.pos.pause()
		p.pos.seek(trace.Step(min(arg, float64(p.run.Steps()))))
	case "speed":
		p.pos.setSpeed(arg)
	case "select":
		p.selected = trace.NoG
		if arg >= 1 && arg <= float64(p.run.Goroutines()) {
			p.selected = trace.GID(arg)
		}
	case "sameForward":
		p.jump(p.nextOfSame(1))
	case "sameBack":
		p.jump(p.nextOfSame(-1))
	case "lineForward":
		p.jump(p.nextLine(1))
	case "lineBack":
		p.jump(p.nextLine(-1))
	default:
		if !p.timelineCommand(name) {
			return false
		}
	}
	p.changed()
	return true
}

// jump goes to a step: moving, if it is the next one, else at once.
func (p *Player) jump(step trace.Step) {
	switch step - p.pos.goal {
	case 1:
		p.pos.step(1)
	case -1:
		p.pos.step(-1)
	default:
		p.pos.pause()
		p.pos.seek(step)
	}
}

// nextOfSame returns the step of the next transition of the selected
// goroutine, or of the one that the current step is about; back: of the one
// before.
func (p *Player) nextOfSame(dir int) trace.Step {
	now := p.pos.goal
	g := p.selected
	if g == trace.NoG && now > 0 {
		e := p.run.Trace.Event(int(now) - 1)
		g = e.G
	}
	if g == trace.NoG {
		return now + trace.Step(dir)
	}
	changes := p.run.Changes(g)
	if dir > 0 {
		for _, c := range changes {
			if c.Step > now {
				return c.Step
			}
		}
		return now
	}
	for i := len(changes) - 1; i >= 0; i-- {
		if changes[i].Step < now {
			return changes[i].Step
		}
	}
	return 0
}

// nextLine returns the next step at which another line of the source acts;
// back: the first step of the line before.
func (p *Player) nextLine(dir int) trace.Step {
	line := func(step trace.Step) trace.SiteID {
		e := p.run.Trace.Event(int(step) - 1)
		return e.Site
	}
	other := func(a, b trace.SiteID) bool {
		s := p.run.Trace.Sites
		return a != trace.NoSite && (b == trace.NoSite || s[a].Line != s[b].Line || s[a].File != s[b].File)
	}
	now := p.pos.goal
	var here trace.SiteID
	for s := now; s > 0 && here == trace.NoSite; s-- {
		here = line(s)
	}
	if dir > 0 {
		for s := now + 1; s <= p.pos.last; s++ {
			if other(line(s), here) {
				return s
			}
		}
		return p.pos.last
	}
	for s := now - 1; s > 0; s-- {
		if other(line(s), here) {
			return s
		}
	}
	return 0
}

// keys are the keys of the canvas without Shift, and what they do.
var keys = map[string]string{
	" ":          "toggle",
	"ArrowRight": "forward",
	"ArrowLeft":  "back",
	".":          "lineForward",
	",":          "lineBack",
	"Home":       "restart",
}

// shiftKeys are those with Shift.
var shiftKeys = map[string]string{
	"ArrowRight": "sameForward",
	"ArrowLeft":  "sameBack",
}

// Key takes a key press by its name (KeyboardEvent.key) and reports whether it
// means something here.
func (p *Player) Key(key string, shift bool) bool {
	if p.run == nil {
		return false
	}
	table := keys
	if shift {
		table = shiftKeys
	}
	if name, ok := table[key]; ok {
		return p.Command(name, 0)
	}
	if name, ok := timelineKeys[key]; ok {
		return p.Command(name, 0)
	}
	switch {
	case key == "End" && !shift:
		return p.Command("seek", float64(p.pos.last))
	case len(key) == 1 && key[0] >= '0' && key[0] <= '9' && !shift:
		return p.Command("seek", float64(int(p.pos.last)*int(key[0]-'0')/10))
	case key == "+" || key == "=":
		return p.Command("speed", p.pos.speed*2)
	case key == "-":
		return p.Command("speed", p.pos.speed/2)
	}
	return false
}

// Press takes a pointer that goes down at a place in CSS pixels: on the
// timeline it seeks, on a token it selects the goroutine, elsewhere it selects
// none.
func (p *Player) Press(x, y float64, shift bool) {
	if p.scene == nil {
		return
	}
	at := scene.Point{X: x, Y: y}
	r, ok := p.hit(at)
	switch {
	case ok && r.Part != scene.PartStage:
		p.timelinePress(at, r.Part, shift)
	case ok && r.Thing.Kind == model.ThingG && r.Thing.G != p.selected:
		p.Command("select", float64(r.Thing.G))
	case p.selected != trace.NoG:
		p.Command("select", 0)
	}
}

// Double takes a double click.
func (p *Player) Double(x, y float64) {
	at := scene.Point{X: x, Y: y}
	if r, ok := p.hit(at); ok && r.Part != scene.PartStage {
		p.timelineDouble(at, r.Part)
	}
}

// Wheel takes a turn of the wheel at a place, in CSS pixels, and reports
// whether it means something here.
func (p *Player) Wheel(x, y, dx, dy float64, zoom bool) bool {
	at := scene.Point{X: x, Y: y}
	r, ok := p.hit(at)
	return ok && r.Part != scene.PartStage && p.timelineWheel(at, dx, dy, zoom)
}

// Pinch takes two fingers whose middle is at a place and whose distance grows
// by a factor.
func (p *Player) Pinch(x, y, factor float64) {
	at := scene.Point{X: x, Y: y}
	if r, ok := p.hit(at); ok && r.Part != scene.PartStage {
		p.timelinePinch(at, factor)
	}
}

// Move takes a pointer that moves, and returns whether it is over something
// that can be pressed.
func (p *Player) Move(x, y float64) bool {
	if p.scene == nil {
		return false
	}
	at := scene.Point{X: x, Y: y}
	if p.timelineMove(at) {
		return true
	}
	r, ok := p.hit(at)
	return ok && (r.Part != scene.PartStage || r.Thing.Kind == model.ThingG)
}

// Release takes a pointer that goes up.
func (p *Player) Release() { p.timelineRelease() }

// Cancel takes a pointer that goes away, or whose press has become another
// gesture.
func (p *Player) Cancel() { p.timelineCancel() }

func (p *Player) scrub(x float64) {
	if step := p.scene.StepAt(x); step != p.pos.goal || p.pos.active() {
		p.Command("seek", float64(step))
	}
}

// hit returns the uppermost region under a point.
func (p *Player) hit(at scene.Point) (scene.Region, bool) {
	for i := len(p.pic.Regions) - 1; i >= 0; i-- {
		if r := p.pic.Regions[i]; r.Rect.Contains(at) {
			return r, true
		}
	}
	return scene.Region{}, false
}

package player

import (
	"gopark/scenarios/trace"
	"gopark/viz/model"
	"gopark/viz/scene"
)

// Command carries out one of the user's actions by name; see
// protocol.Command. It reports whether it knows the name.
func (p *Player) Command(name string, arg float64) bool {
	if p.set(name, arg) {
		p.changed()
		return true
	}
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
		p.choose(trace.GID(arg))
	case "sameForward":
		p.jump(p.nextOfSame(1))
	case "sameBack":
		p.jump(p.nextOfSame(-1))
	case "lineForward":
		p.jump(p.nextLine(1))
	case "lineBack":
		p.jump(p.nextLine(-1))
	case "explain":
		p.explainActor()
	case "explainObject":
		p.explainObject(trace.ObjID(arg))
	case "stopExplaining":
		p.stopExplaining()
	case "hold":
		p.explainer.held = arg != 0
	case "stageZoom":
		if p.scene != nil {
			p.stageZoom(arg)
		}
	case "divergence":
		p.look.Divergence = trace.Step(min(max(arg, 0), float64(p.run.Steps())))
	case "clearRange":
		v := p.look.Time
		v.Range = [2]trace.Step{}
		p.timeline.growing = false
		p.setTime(v)
	default:
		if !p.timelineCommand(name) {
			return false
		}
	}
	p.changed()
	return true
}

// set changes how every run is looked at; it reports whether the name is one of
// those settings.
func (p *Player) set(name string, arg float64) bool {
	switch name {
	case "simple":
		p.look.Simple = arg != 0
	case "parts":
		p.look.NoTimeline, p.look.NoStage = arg == 1, arg == 2
	case "level":
		p.level = model.Level(min(max(arg, 0), float64(model.Precise)))
	case "table":
		p.table = arg != 0
	case "hideFuture":
		p.look.HideFuture = arg != 0
	case "asking":
		p.asking = arg != 0
	case "ahead":
		p.ahead = arg != 0
	case "sort":
		v := p.look.Time
		v.Sort, v.Top = scene.RowSort(min(max(arg, 0), float64(scene.SortLifetime))), 0
		p.setTime(v)
	case "byTime":
		if v := p.look.Time; p.scene != nil && v.ByTime != (arg != 0) {
			p.setTime(p.scene.AxisToggled())
		} else {
			v.ByTime = arg != 0
			p.setTime(v)
		}
	default:
		return false
	}
	return true
}

// choose selects a goroutine; none if there is no such.
func (p *Player) choose(g trace.GID) {
	p.selected = trace.NoG
	if g >= trace.MainG && int(g) <= p.run.Goroutines() {
		p.selected = g
	}
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

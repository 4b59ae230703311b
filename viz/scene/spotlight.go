package scene

import (
	"slices"

	"gopark/scenarios/trace"
)

// light is what the spotlight falls on at a step: what its event is about and
// what its sentence speaks of.
type light struct {
	step   trace.Step
	all    bool // at the beginning and at the end, which are about everything
	gs     []trace.GID
	objs   []trace.ObjID
	states []trace.GState // of who the event is about, before and after, and of who acts
	proc   trace.PID
}

// unlit is the strength of what the light does not fall on: it can still be
// read from far away.
const unlit = 0.4

// changeOver is the part of a step in which the light goes from one to the next.
const changeOver = 0.35

// eventLight is the light of an event whose states are not known.
func (s *Scene) eventLight(step trace.Step, e *trace.Event) light {
	info := e.Kind.Info()
	l := light{step: step, all: step == 0 || e.Kind == trace.KExit, states: []trace.GState{info.From, info.To}, proc: e.P}
	if e.Actor() != trace.NoG {
		l.states = append(l.states, trace.Running)
	}
	l.add([]trace.GID{e.G, e.By}, []trace.ObjID{e.Obj})
	for i := range e.Cases {
		l.add(nil, []trace.ObjID{e.Cases[i].Obj})
	}
	return l
}

func (l *light) add(gs []trace.GID, objs []trace.ObjID) {
	l.gs = append(l.gs, slices.DeleteFunc(gs, func(g trace.GID) bool { return g == trace.NoG })...)
	l.objs = append(l.objs, slices.DeleteFunc(objs, func(o trace.ObjID) bool { return o == trace.NoObj })...)
}

// shine moves the light on to where the scene stands.
func (s *Scene) shine() {
	if !s.view.Spotlight {
		return
	}
	step, now := s.to.Step, s.eventLight(s.to.Step, &s.event)
	if !now.all {
		now.add(s.run.About(s.from, s.to, &s.event))
		now.add(s.moved(), nil)
		if g := s.event.G; now.proc == trace.NoP && g != trace.NoG && int(g) <= s.from.Goroutines() {
			now.proc = s.from.G(g).P
		}
	}
	switch was := s.lit; {
	case was.step == step:
	case was.step+1 == step:
		s.wasLit = was
	case step <= 1:
		s.wasLit = light{all: true}
	default:
		e := s.run.Trace.Event(int(step) - 2)
		s.wasLit = s.eventLight(step-1, &e)
	}
	s.lit = now
}

// lightOn is the strength of something that a light falls on or not.
func (s *Scene) lightOn(falls func(*light) bool) float64 {
	if !s.view.Spotlight {
		return 1
	}
	strength := func(l *light) float64 {
		if l.all || falls(l) {
			return 1
		}
		return unlit
	}
	return lerp(strength(&s.wasLit), strength(&s.lit), s.changed)
}

func (s *Scene) lightOnG(g trace.GID) float64 {
	return s.lightOn(func(l *light) bool { return g == s.view.Selected && g != trace.NoG || slices.Contains(l.gs, g) })
}

func (s *Scene) lightOnState(state trace.GState) float64 {
	return s.lightOn(func(l *light) bool { return slices.Contains(l.states, state) })
}

func (s *Scene) lightOnProc(p trace.PID) float64 {
	return s.lightOn(func(l *light) bool { return l.proc == p })
}

func (s *Scene) lightOnRow(r *treeRow) float64 {
	return s.lightOn(func(l *light) bool { return slices.ContainsFunc(l.objs, r.is) })
}

func (s *Scene) lightOnBox(b *box) float64 {
	return s.lightOn(func(l *light) bool {
		if b.obj != trace.NoObj {
			return slices.Contains(l.objs, b.obj)
		}
		return l.step == s.to.Step && s.concerns(b)
	})
}

// shadeRows veils the rows of the timeline that the light does not fall on.
func (s *Scene) shadeRows(pic *Picture) {
	if !s.view.Spotlight {
		return
	}
	t, r := &s.tl, &s.tl.rows
	bottom := t.plot.Y + t.plot.H
	from, shade := t.plot.Y, 0.0
	veil := func(to float64) {
		if to = min(to, bottom); shade > 0 && to > from {
			pic.box(Rect{t.plot.X, from, t.plot.W, to - from}, 0, s.view.Theme.Panel.Fade(shade), Color{}, 0, 0)
		}
		from = max(from, to)
	}
	for i := r.first(); i < r.count() && r.top(i) < bottom; i++ {
		if k := 1 - s.lightOnTimeline(i); k != shade {
			veil(r.top(i))
			shade = k
		}
	}
	veil(bottom)
}

func (s *Scene) lightOnTimeline(row int) float64 {
	g, group := s.tl.rows.row(row)
	if group < 0 {
		return s.lightOnG(g)
	}
	return s.lightOn(func(l *light) bool {
		return slices.ContainsFunc(l.gs, func(g trace.GID) bool { return s.run.GroupOf(g) == group })
	})
}

// dim weakens what has been drawn since there were so many shapes.
func (pic *Picture) dim(since int, strength float64) {
	if strength >= 1 {
		return
	}
	for i := since; i < len(pic.Shapes); i++ {
		sh := &pic.Shapes[i]
		sh.Fill, sh.Border = sh.Fill.Fade(strength), sh.Border.Fade(strength)
	}
}

package scene

import (
	"gopark/scenarios/trace"
	"gopark/viz/model"
)

// View is how a scene is looked at.
type View struct {
	Width, Height float64 // CSS pixels
	Theme         *Theme
	Scale         float64      // of texts and everything measured by them; 1: the smallest text is 14 px
	Reduced       bool         // nothing moves: states fade over
	Selected      trace.GID    // who is followed
	Focus         model.Thing  // a ring is drawn around it, because it explains itself
	Simple        bool         // the Ps and their queues are folded away: the plain five states
	NoTimeline    bool         // the stage has all the room
	NoStage       bool         // the timeline has all the room
	Lens          Lens         // the part of the stage that is looked at
	Match         *model.Match // if there is one, all but the goroutines that meet it are dimmed
	Spotlight     bool         // what the step is not about is dimmed
	HideFuture    bool         // the timeline shows nothing of what has not happened yet
	Divergence    trace.Step   // where the run parts from the one it is compared with; 0: nowhere
	Time          TimeView
}

// TimeView is the part of the timeline that is looked at.
type TimeView struct {
	From, To float64 // the window, in columns of the axis; To = 0: the whole run
	Top      float64 // the first row
	Pitch    float64 // the height of a goroutine's row in pixels; 0: as fits
	Open     int     // 1 + the group whose goroutines have rows of their own; 0: none
	Sort     RowSort
	ByTime   bool          // the axis is virtual time, not steps
	Range    [2]trace.Step // the selected part of the run, [from, to); empty: none
}

// RowSort is the order of the timeline's rows.
type RowSort uint8

const (
	SortID       RowSort = iota // in order of creation
	SortTree                    // each below its creator
	SortLifetime                // those that live longest first
)

// Scene draws the moments of a run.
type Scene struct {
	run  *model.Run
	view View
	base layout // without a lens
	lay  layout
	tl   timeline

	from, to *trace.State
	event    trace.Event
	now      placement           // where everybody is at to
	before   placement           // where everybody was at from
	movers   []mover             // everybody who is drawn one by one
	index    map[trace.GID]int32 // 1 + the index in movers

	lit, wasLit light   // where the spotlight is, and was before
	changed     float64 // how far it is from the one to the other

	found  map[int]found       // by zone
	endsOf map[int][]trace.GID // by done zone's group: its goroutines in the order in which they end
}

// New returns a scene of a run at step 0.
func New(run *model.Run, v View) *Scene {
	s := &Scene{run: run}
	start := run.Trace.StateAt(0)
	s.from, s.to = start, start
	s.SetView(v)
	return s
}

// View returns how the scene is looked at.
func (s *Scene) View() View { return s.view }

// SetView lays the scene out anew where needed.
func (s *Scene) SetView(v View) {
	if v.Theme == nil {
		v.Theme = &Dark
	}
	if v.Scale <= 0 {
		v.Scale = 1
	}
	old := s.view
	s.view = v
	if old.Time = v.Time; old == v {
		s.tl.look(v)
		return
	}
	if old.Width != v.Width || old.Height != v.Height || old.Scale != v.Scale || old.Simple != v.Simple || old.NoTimeline != v.NoTimeline || old.NoStage != v.NoStage || old.Theme != v.Theme || s.base.zones == nil {
		s.base = newLayout(s.run, v)
		s.endsOf = nil
		s.tl = newTimeline(s.run, v, s.base.timeline)
	}
	s.lay = s.base
	if v.Lens.on() {
		s.lay = s.base.magnified(v.Lens)
	}
	s.tl.look(v)
	s.Stand(s.from, s.to, &s.event)
}

// Stand puts the scene between two steps: to is the state after event e, from
// the one before it. At step 0 they are the same. The states must not change
// until the next call.
func (s *Scene) Stand(from, to *trace.State, e *trace.Event) {
	s.from, s.to, s.event = from, to, *e
	for i := range s.lay.boxes {
		s.lay.boxes[i].take(s.run, to.Step)
	}
	s.place(&s.before, from)
	s.place(&s.now, to)
	s.findMovers()
	s.shine()
}

// Draw writes the moment t of the way from the step before to the current one
// into pic; t = 1 is the step at rest.
func (s *Scene) Draw(pic *Picture, t float64) {
	pic.reset()
	t = min(max(t, 0), 1)
	s.changed = ease(within(t, 0, changeOver))
	pic.box(Rect{0, 0, s.view.Width, s.view.Height}, 0, s.view.Theme.Page, Color{}, 0, 0)
	if !s.view.NoStage {
		s.drawStage(pic, t)
		s.drawBelow(pic)
	}
	if !s.view.NoTimeline {
		s.drawTimeline(pic, t)
	}
}

// drawBelow hides what a lens shows beyond the stage.
func (s *Scene) drawBelow(pic *Picture) {
	if s.view.Lens.on() {
		below := s.lay.stage.H
		pic.box(Rect{0, below, s.view.Width, s.view.Height - below}, 0, s.view.Theme.Page, Color{}, 0, 0)
	}
}

// Stage returns the part of the picture that a lens magnifies.
func (s *Scene) Stage() Rect { return s.lay.stage }

// ThingAt returns what is at a point of the stage, and where it is drawn.
func (s *Scene) ThingAt(pic *Picture, p Point) (model.Thing, Rect) {
	for i := len(pic.Regions) - 1; i >= 0; i-- {
		r := &pic.Regions[i]
		if !r.Rect.Contains(p) {
			continue
		}
		if r.crowd == 0 {
			return r.Thing, r.Rect
		}
		if th := s.crowdAt(int(r.crowd)-1, p); th.Kind != model.ThingNone {
			return th, s.crowdRect(int(r.crowd)-1, th)
		}
	}
	return model.Thing{P: trace.NoP}, Rect{}
}

// ease turns even time into movement that starts and ends gently.
func ease(t float64) float64 {
	t = min(max(t, 0), 1)
	if t < 0.5 {
		return 4 * t * t * t
	}
	u := 2 - 2*t
	return 1 - u*u*u/2
}

// within stretches the part of t between a and b to 0…1.
func within(t, a, b float64) float64 { return min(max((t-a)/(b-a), 0), 1) }

func lerp(a, b, t float64) float64 { return a + (b-a)*t }

func lerpRect(a, b Rect, t float64) Rect {
	return Rect{lerp(a.X, b.X, t), lerp(a.Y, b.Y, t), lerp(a.W, b.W, t), lerp(a.H, b.H, t)}
}

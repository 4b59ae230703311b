package player

import (
	"slices"
	"testing"
	"time"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
	"gopark/viz/model"
	"gopark/viz/scene"
)

// stand is a host that remembers what it is told, and a player in it.
type stand struct {
	*Player
	t         *testing.T
	views     []View
	explained []Explained
	found     []Found
	asleep    bool
}

func (s *stand) PixelRatio() float64   { return 1 }
func (s *stand) Wake()                 { s.asleep = false }
func (s *stand) Sleep()                { s.asleep = true }
func (s *stand) Changed(v View)        { s.views = append(s.views, v) }
func (s *stand) Explained(e Explained) { s.explained = append(s.explained, e) }
func (s *stand) Found(f Found)         { s.found = append(s.found, f) }

// newStand shows a run at a step.
func newStand(t *testing.T, tr *trace.Trace, step trace.Step) *stand {
	t.Helper()
	run, err := model.NewRun(tr)
	if err != nil {
		t.Fatal(err)
	}
	s := &stand{t: t}
	s.Player = New(s, nil)
	s.LayoutF(900, 600)
	s.Run(run, step)
	s.frames(100 * time.Millisecond)
	return s
}

const frame = 10 * time.Millisecond

// frames lets a time pass as the loop does, without painting.
func (s *stand) frames(d time.Duration) {
	for ; d > 0; d -= frame {
		s.pass(frame)
		if s.dirty {
			s.dirty = false
			s.compose()
		}
	}
}

// middle returns the middle of the region of a thing.
func (s *stand) middle(t model.Thing) scene.Point {
	s.t.Helper()
	r, ok := s.regionOf(t)
	if !ok {
		s.t.Fatalf("%+v is not in the picture", t)
	}
	return r.Rect.Center()
}

// now returns what is explained at the moment.
func (s *stand) now() Explained {
	if len(s.explained) == 0 {
		return Explained{}
	}
	return s.explained[len(s.explained)-1]
}

// nowhere returns a place of the picture where nothing is.
func (s *stand) nowhere() scene.Point {
	s.t.Helper()
	for y := 0.5; y < s.look.Height; y += 3 {
		for x := 0.5; x < s.look.Width; x += 3 {
			p := scene.Point{X: x, Y: y}
			if _, ok := s.thingAt(p); !ok && s.partAt(p) == scene.PartStage {
				return p
			}
		}
	}
	s.t.Fatal("there is something everywhere")
	return scene.Point{}
}

func (s *stand) moveTo(p scene.Point) { s.Move(p.X, p.Y) }

func thingG(g trace.GID) model.Thing { return model.Thing{Kind: model.ThingG, G: g, P: trace.NoP} }
func thingObj(o trace.ObjID) model.Thing {
	return model.Thing{Kind: model.ThingObj, Obj: o, P: trace.NoP}
}

func TestTheMouseRestsUntilAThingExplainsItself(t *testing.T) {
	s := newStand(t, sample.WaitGroup(4), 12)
	at := s.middle(thingG(1))
	s.moveTo(s.nowhere())
	s.Move(at.X, at.Y)
	s.frames(explainAfter - 2*frame)
	if len(s.explained) > 0 {
		t.Fatal("explained before the mouse has rested")
	}
	s.frames(4 * frame)
	e := s.now()
	if e.Thing != thingG(1) || e.ByKey || !e.Rect.Contains(at) || len(e.Text.Title) == 0 {
		t.Fatalf("explained %+v, want G1", e)
	}
	if s.look.Focus != e.Thing {
		t.Error("there is no ring around it")
	}
	// Small movements are rest; nothing more is told, and the loop sleeps.
	s.Move(at.X+1, at.Y)
	s.frames(time.Second)
	if len(s.explained) != 1 || !s.asleep {
		t.Errorf("told %d times, asleep %v", len(s.explained), s.asleep)
	}
	s.moveTo(s.nowhere())
	s.frames(forgetAfter / 2)
	if s.now().Thing.Kind == model.ThingNone {
		t.Error("gone before the mouse can reach the explanation")
	}
	s.frames(forgetAfter)
	if s.now().Thing.Kind != model.ThingNone || s.look.Focus.Kind != model.ThingNone {
		t.Error("the explanation stays after the mouse has left")
	}
	s.frames(time.Second)
	if !s.asleep {
		t.Error("the loop does not sleep")
	}
}

// The way from a thing to its explanation leads over other things and out of
// the picture.
func TestTheMouseMayGoToTheExplanation(t *testing.T) {
	s := newStand(t, sample.WaitGroup(4), 12)
	at := s.middle(thingG(1))
	s.Move(at.X, at.Y)
	s.frames(2 * explainAfter)
	s.Leave()
	s.frames(forgetAfter / 2)
	s.Command("hold", 1)
	s.frames(time.Second)
	if s.now().Thing != thingG(1) {
		t.Fatal("the explanation goes while the mouse is on it")
	}
	s.Command("hold", 0)
	s.frames(2 * forgetAfter)
	if s.now().Thing.Kind != model.ThingNone {
		t.Error("the explanation stays after the mouse has left it")
	}
}

func TestAnExplanationFollowsTheRun(t *testing.T) {
	s := newStand(t, sample.WaitGroup(4), 12)
	at := s.middle(thingG(1))
	s.Move(at.X, at.Y)
	s.frames(2 * explainAfter)
	told := len(s.explained)
	s.Command("forward", 0)
	s.frames(time.Second)
	if len(s.explained) != told+1 || s.now().Thing != thingG(1) {
		t.Errorf("after a step: told %d times more, of %+v", len(s.explained)-told, s.now().Thing)
	}
	s.Command("level", float64(model.Precise))
	s.frames(4 * frame)
	if len(s.explained) != told+2 {
		t.Error("the other level is not told")
	}
	// At step 0 there is no goroutine.
	s.Command("seek", 0)
	s.frames(time.Second)
	if s.now().Thing == thingG(1) {
		t.Error("a goroutine that is not in the picture is explained")
	}
}

func TestAClickFollowsAGoroutine(t *testing.T) {
	s := newStand(t, sample.Pool(), 30)
	at := s.middle(thingG(1))
	s.Move(at.X, at.Y)
	s.Press(at.X, at.Y, false)
	s.Release()
	s.frames(4 * frame)
	if v := s.views[len(s.views)-1]; v.Selected != 1 {
		t.Fatalf("a click on G1 selects %v", v.Selected)
	}
	s.moveTo(s.nowhere())
	s.Press(s.pointer.at.X, s.pointer.at.Y, false)
	s.Release()
	s.frames(4 * frame)
	if v := s.views[len(s.views)-1]; v.Selected != trace.NoG {
		t.Errorf("a click on nothing leaves %v selected", v.Selected)
	}
}

func TestATapExplainsUntilTheNext(t *testing.T) {
	s := newStand(t, sample.Pool(), 30)
	at := s.middle(thingG(1))
	tap := func(p scene.Point, cancelled bool) {
		s.Press(p.X, p.Y, false)
		if cancelled {
			s.Cancel()
		} else {
			s.Release()
		}
		s.frames(10 * frame)
	}
	tap(at, true)
	if len(s.explained) > 0 || s.selected != trace.NoG {
		t.Error("a finger that scrolls the page explains or selects")
	}
	s.Press(at.X, at.Y, false)
	s.Move(at.X, at.Y+30)
	s.Release()
	if len(s.explained) > 0 {
		t.Error("a finger that moves away explains")
	}
	tap(at, false)
	if s.now().Thing != thingG(1) || s.selected != trace.NoG {
		t.Fatalf("a tap explains %+v and selects %v", s.now().Thing, s.selected)
	}
	s.frames(2 * time.Second)
	if s.now().Thing != thingG(1) {
		t.Error("the explanation goes by itself")
	}
	tap(at, false)
	if s.now().Thing.Kind != model.ThingNone {
		t.Error("a second tap does not end the explanation")
	}
	tap(at, false)
	tap(s.nowhere(), false)
	if s.now().Thing.Kind != model.ThingNone || s.selected != trace.NoG {
		t.Error("a tap on nothing does not end the explanation, or one on a goroutine follows it")
	}
}

func TestArrowsMoveWhileExplaining(t *testing.T) {
	s := newStand(t, sample.Pool(), 30)
	if !s.Key("e", false) {
		t.Fatal("e means nothing")
	}
	s.frames(4 * frame)
	actor := s.shown.Event.G
	if e := s.now(); e.Thing != thingG(actor) || !e.ByKey {
		t.Fatalf("e explains %+v, want %v, who acts", e.Thing, actor)
	}
	step, here := s.pos.goal, s.now()
	seen := map[model.Thing]bool{here.Thing: true}
	for _, key := range []string{"ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft"} {
		before := s.now()
		s.Key(key, false)
		s.frames(4 * frame)
		e := s.now()
		seen[e.Thing] = true
		d := directions[key]
		a, b := before.Rect.Center(), e.Rect.Center()
		if e.Thing != before.Thing && (b.X-a.X)*d.X+(b.Y-a.Y)*d.Y <= 0 {
			t.Errorf("%s goes from %v to %v", key, a, b)
		}
	}
	if len(seen) < 3 {
		t.Errorf("six arrows reach %d things", len(seen))
	}
	if s.pos.goal != step {
		t.Errorf("the arrows step to %d while they move the ring", s.pos.goal)
	}
	// Other keys keep their meaning, and the mouse that lies still takes nothing away.
	s.Key(".", false)
	s.frames(time.Second)
	if s.pos.goal == step || s.now().Thing.Kind == model.ThingNone {
		t.Error("a line forward ends explaining, or does nothing")
	}
	if !s.Key("Escape", false) || s.now().Thing.Kind != model.ThingNone {
		t.Error("Esc does not end explaining")
	}
	if s.Key("Escape", false) {
		t.Error("a second Esc is not left to the page")
	}
	step = s.pos.goal
	s.Key("ArrowRight", false)
	if s.pos.goal != step+1 {
		t.Error("afterwards an arrow does not step")
	}
}

// Below the stage the arrows go on to the spans of the timeline and back.
func TestArrowsReachTheTimeline(t *testing.T) {
	s := newStand(t, sample.Pool(), 30)
	s.Key("e", false)
	press := func(key string) Explained {
		s.Key(key, false)
		s.frames(4 * frame)
		return s.now()
	}
	for range 10 {
		if press("ArrowDown").Thing.Kind == model.ThingSpan {
			break
		}
	}
	first := s.now()
	if first.Thing.Kind != model.ThingSpan {
		t.Fatalf("ten times down is %+v, want a span", first.Thing)
	}
	if s.partAt(first.Rect.Center()) != scene.PartTimeline {
		t.Errorf("the span is at %v, not on the timeline", first.Rect)
	}
	if e := press("ArrowLeft"); e.Thing == first.Thing || e.Rect.X >= first.Rect.X {
		t.Errorf("to the left of %+v is %+v", first.Thing, e.Thing)
	}
	s.Key("Enter", false)
	if g := s.now().Thing.G; g == trace.NoG || s.selected != g {
		t.Errorf("Enter on a span of %v follows %v", g, s.selected)
	}
	for range 10 {
		if press("ArrowUp").Thing.Kind == model.ThingObj {
			return
		}
	}
	t.Errorf("ten times up is %+v, want the stage", s.now().Thing)
}

func TestEnterFollowsWhatIsExplained(t *testing.T) {
	s := newStand(t, sample.WaitGroup(4), 12)
	s.Command("select", 3)
	s.frames(4 * frame)
	s.Key("e", false)
	if s.now().Thing != thingG(3) {
		t.Fatalf("e explains %+v, want G3, which is followed", s.now().Thing)
	}
	s.Command("select", 0)
	if !s.Key("Enter", false) || s.selected != 3 {
		t.Errorf("Enter follows %v", s.selected)
	}
	s.Command("explainObject", 1)
	if s.now().Thing != thingObj(1) {
		t.Errorf("explained %+v, want the wait group", s.now().Thing)
	}
}

// Playing fast tells the host about 30 times a second, and what it is told
// last is where the run stops.
func TestTheHostIsNotToldMoreThanItCanShow(t *testing.T) {
	s := newStand(t, sample.WaitGroup(400), 0)
	s.Command("speed", maxSpeed)
	s.Command("play", 0)
	told, end := len(s.views), s.pos.last
	var spent time.Duration
	for s.pos.active() && spent < time.Minute {
		// The picture need not be composed.
		s.pass(frame)
		s.dirty = false
		spent += frame
	}
	s.frames(10 * frame)
	if n, most := len(s.views)-told, int(spent/tellEvery)+2; n > most || n < most/3 {
		t.Errorf("told %d times in %v, want about %d", n, spent, most)
	}
	last := s.views[len(s.views)-1]
	if last.Step != end || last.Playing {
		t.Errorf("told last: step %d of %d, playing %v", last.Step, end, last.Playing)
	}
	// By hand, every step is told.
	s.Command("seek", 0)
	s.frames(frame)
	told = len(s.views)
	for range 20 {
		s.Command("forward", 0)
		s.frames(frame)
	}
	if n := len(s.views) - told; n != 20 {
		t.Errorf("20 steps by hand are told %d times", n)
	}
}

func TestPlayingIsToldEvenIfItEndsWithinOneFrame(t *testing.T) {
	s := newStand(t, sample.WaitGroup(3), 0)
	last := s.pos.last
	s.Command("seek", float64(last-1))
	s.Command("speed", maxSpeed)
	s.frames(100 * time.Millisecond)
	s.views = nil
	s.Command("play", 0)
	s.pass(maxFrame)
	type told struct {
		step    trace.Step
		playing bool
	}
	var got []told
	for _, v := range s.views {
		got = append(got, told{v.Step, v.Playing})
	}
	if want := []told{{last - 1, true}, {last, false}}; !slices.Equal(got, want) {
		t.Errorf("the host was told %v, want %v", got, want)
	}
}

func TestAQueryIsAnsweredAtRest(t *testing.T) {
	s := newStand(t, sample.WaitGroup(4), 12)
	s.Find("worker")
	s.frames(10 * frame)
	if len(s.found) != 1 || s.found[0].Count == 0 || s.found[0].Query != "worker" || s.look.Match == nil {
		t.Fatalf("found %+v", s.found)
	}
	s.frames(time.Second)
	if len(s.found) != 1 || !s.asleep {
		t.Errorf("told %d times at one step, asleep %v", len(s.found), s.asleep)
	}
	s.Command("play", 0)
	s.frames(2 * time.Second)
	if len(s.found) != 1 {
		t.Error("counted while playing")
	}
	s.Command("pause", 0)
	s.frames(time.Second)
	if len(s.found) != 2 || s.found[1].Step != s.pos.goal {
		t.Errorf("after playing: told %d times", len(s.found))
	}
	s.Find("")
	s.frames(10 * frame)
	if s.look.Match != nil || len(s.found) != 2 {
		t.Error("an empty query still finds")
	}
}

func TestAQueryOutlivesARun(t *testing.T) {
	s := newStand(t, sample.WaitGroup(4), 12)
	s.Find("blocked")
	s.frames(10 * frame)
	run, err := model.NewRun(sample.Pool())
	if err != nil {
		t.Fatal(err)
	}
	s.Run(run, 30)
	s.frames(10 * frame)
	if n := len(s.found); n != 2 || s.found[1].Query != "blocked" {
		t.Errorf("told %d times", n)
	}
}

// What the stage shows larger is pushed by the mouse, which then follows nobody;
// Esc shows all again.
func TestTheMagnifiedStageIsPushed(t *testing.T) {
	s := newStand(t, sample.Pool(), 30)
	s.Wheel(300, 200, 0, -400, true)
	s.frames(10 * frame)
	lens := s.look.Lens
	if lens.Zoom <= 1 {
		t.Fatal("the wheel does not magnify")
	}
	at := s.middle(thingObj(1))
	s.moveTo(at)
	s.Press(at.X, at.Y, false)
	s.Move(at.X-20, at.Y-10)
	s.Move(at.X-40, at.Y-20)
	s.Release()
	s.frames(4 * frame)
	if s.look.Lens == lens || s.look.Lens.Zoom != lens.Zoom {
		t.Errorf("pushed from %+v to %+v", lens, s.look.Lens)
	}
	if s.selected != trace.NoG {
		t.Errorf("%v is followed", s.selected)
	}
	for range 2 {
		s.Key("Escape", false)
	}
	s.frames(time.Second)
	if s.look.Lens.Zoom > 1 {
		t.Error("Esc does not show all")
	}
}

func TestAStepThatLeadsNowhereIsLeftToThePage(t *testing.T) {
	s := newStand(t, sample.Pool(), 0)
	if s.Key("ArrowLeft", false) || !s.Key("ArrowRight", false) || !s.Key("ArrowLeft", false) {
		t.Error("at the first step the key of a step back is not left to the page, or others are")
	}
	s.Key("End", false)
	if s.Key("ArrowRight", false) || !s.Key("ArrowLeft", false) || !s.Key("ArrowRight", false) {
		t.Error("at the last step the key of a step is not left to the page, or others are")
	}
}

func TestTheNextStepIsToldWhenAskedFor(t *testing.T) {
	s := newStand(t, sample.WaitGroup(4), 3)
	last := func() View { return s.views[len(s.views)-1] }
	if last().Ahead != nil {
		t.Error("nobody has asked for the next step")
	}
	s.Command("ahead", 1)
	for _, step := range []trace.Step{3, 4, 0, s.pos.last - 1} {
		s.Command("seek", float64(step))
		s.frames(frame)
		if a := last().Ahead; a == nil || a.Step() != step+1 || last().Cursor.Step() != step {
			t.Errorf("at step %d: told of %v", step, a)
		}
	}
	s.Command("seek", float64(s.pos.last))
	s.frames(frame)
	if last().Ahead != nil {
		t.Error("there is no step after the last")
	}
}

func TestSwipesStep(t *testing.T) {
	for _, c := range []struct {
		name        string
		over        bool // a mouse, not a finger
		zoom        float64
		right, down float64
		want        trace.Step
	}{
		{"to the left", false, 1, -90, 20, 34},
		{"to the right", false, 1, 90, -20, 32},
		{"not far", false, 1, -30, 0, 33},
		{"downwards", false, 1, -60, 80, 33},
		{"with the mouse", true, 1, -90, 0, 33},
		{"where the stage is magnified", false, 2, -90, 0, 33},
	} {
		s := newStand(t, sample.Pool(), 33)
		stage := s.scene.Stage()
		at := scene.Point{X: stage.X + stage.W/2, Y: stage.Y + stage.H/2}
		if c.zoom > 1 {
			s.Pinch(at.X, at.Y, c.zoom)
		}
		if c.over {
			s.Move(at.X, at.Y)
		}
		s.Press(at.X, at.Y, false)
		for part := 0.25; part <= 1; part += 0.25 {
			s.Move(at.X+part*c.right, at.Y+part*c.down)
		}
		s.Release()
		s.frames(time.Second)
		if got := s.views[len(s.views)-1].Step; got != c.want {
			t.Errorf("%s: expected step %d, found %d", c.name, c.want, got)
		}
	}
}

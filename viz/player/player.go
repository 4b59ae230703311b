// Package player shows a run with Ebitengine: it keeps the position, lets it
// move with time, takes commands, keys and pointers, and draws only when
// something has changed.
//
// It takes no input from Ebitengine: whoever embeds it passes keys and
// pointers on, since in a page most keys belong to somebody else.
//
// This package must not know about pages, messages or JavaScript.
package player

import (
	"math"
	"slices"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"gopark/scenarios/trace"
	"gopark/viz/model"
	"gopark/viz/paint"
	"gopark/viz/scene"
)

// Host is where the player runs.
type Host interface {
	// PixelRatio returns the number of device pixels to a CSS pixel.
	PixelRatio() float64
	// Wake says that frames are needed, Sleep that none are until Wake.
	Wake()
	Sleep()
	// Changed says that the step, what is playing, what is selected or how it
	// is looked at has changed. While playing it is called at most 30 times a
	// second.
	Changed(View)
	// Explained says what the thing that is explained says of itself.
	Explained(Explained)
	// Found says what the query finds.
	Found(Found)
}

// View is what the player shows. Cursor stands at Step and Ahead, if it was asked
// for and there is one, at the step after it; both are valid until the next frame.
type View struct {
	Step     trace.Step
	Playing  bool
	Speed    float64
	Selected trace.GID
	Level    model.Level // of the sentences
	Table    bool        // somebody reads the text table
	Zoom     ZoomShown
	Summary  *model.Summary // of the selected range; nil: none is
	Cursor   *model.Cursor
	Ahead    *model.Cursor
}

// ZoomShown is what of the stage and of the timeline is shown.
type ZoomShown struct {
	Magnified bool // only a part of the stage is
	Sort      scene.RowSort
	ByTime    bool
	Whole     bool          // the window of the timeline shows the whole run
	Range     [2]trace.Step // see scene.TimeView
}

// maxFrame bounds the time that passes in one frame, so that a hiccup does not
// jump; firstFrame is what the first frame after a sleep is taken for. While
// playing, the host is told no more often than every tellEvery.
const (
	maxFrame   = 250 * time.Millisecond
	firstFrame = 16 * time.Millisecond
	tellEvery  = 33 * time.Millisecond
)

// Player is an ebiten.Game.
type Player struct {
	host    Host
	painter *paint.Painter
	glyphs  paint.Fallback

	run   *model.Run
	pos   transport
	shown *model.Cursor // what is drawn: the step being moved to or away from
	told  *model.Cursor // what the host is told: the step aimed at
	after *model.Cursor // the step after that; see lookAhead
	scene *scene.Scene
	look  scene.View
	pic   scene.Picture

	selected    trace.GID
	level       model.Level
	table       bool
	asking      bool // digits answer a question of the host
	ahead       bool // the host is told about the next step, too
	camera      camera
	timeline    timeline
	pointer     pointer
	explainer   explainer
	finder      finder
	dirty       bool          // the picture must be drawn
	news        bool          // the host must be told
	quiet       time.Duration // since the host was told
	toldPlaying bool          // the host was told last that the run is playing
	zoomTold    ZoomShown
	idle        int // frames without anything to do
	slept       bool
	before      time.Time
	ratio       float64
	err         error
}

// New returns a player that shows nothing yet.
func New(host Host, glyphs paint.Fallback) *Player {
	return &Player{host: host, glyphs: glyphs, look: scene.View{Theme: &scene.Dark, Scale: 1}, pos: newTransport(0), ratio: 1}
}

// Run shows a run at a step. Playing stops.
func (p *Player) Run(r *model.Run, step trace.Step) {
	speed, stops := p.pos.speed, p.pos.stops
	p.run = r
	p.pos = newTransport(r.Steps())
	p.pos.speed, p.pos.stops = speed, stops
	p.pos.seek(step)
	p.choose(trace.NoG)
	p.look.Divergence = 0
	p.shown, p.told = model.NewCursor(r), model.NewCursor(r)
	p.after = nil
	p.scene = nil
	p.camera = camera{}
	p.resetTimeline()
	p.stopExplaining()
	p.find(p.finder.query)
	p.changed()
}

// Look sets the theme, whether movement is to be avoided, the scale of the
// texts, and whether what the step is not about is dimmed.
func (p *Player) Look(theme *scene.Theme, reduced bool, scale float64, spotlight bool) {
	p.look.Theme, p.look.Reduced, p.look.Scale, p.look.Spotlight = theme, reduced, min(max(scale, 0.5), 4), spotlight
	p.touch()
}

// StopAt sets the steps at which playing ends, whatever their order.
func (p *Player) StopAt(steps []trace.Step) {
	p.pos.stops = slices.Sorted(slices.Values(steps))
}

// Speak tells everything in a language from now on.
func (p *Player) Speak(l *model.Language) {
	if p.run == nil {
		return
	}
	p.run.Language = l
	p.find(p.finder.query)
	if p.explainer.on() {
		p.tellExplained()
	}
	p.changed()
}

// touch asks for a new picture.
func (p *Player) touch() {
	p.dirty = true
	p.idle = 0
	p.host.Wake()
}

// changed asks for a new picture and for the host to be told.
func (p *Player) changed() {
	p.news = true
	p.touch()
}

// Redraw draws the picture again although nothing has changed.
func (p *Player) Redraw() {
	if p.painter != nil {
		p.painter.Forget()
	}
	p.touch()
}

// Update lets the time since the last frame pass (ebiten.Game).
func (p *Player) Update() error {
	if p.err != nil {
		return p.err
	}
	now := time.Now()
	passed := min(now.Sub(p.before), maxFrame)
	if p.slept {
		passed, p.slept = min(passed, firstFrame), false
	}
	p.before = now
	p.pass(passed)
	return nil
}

// pass lets a time pass.
func (p *Player) pass(d time.Duration) {
	if p.run == nil {
		p.rest()
		return
	}
	// Playing that comes to its end within this very frame is told to have begun.
	if p.pos.playing && !p.toldPlaying {
		p.tell()
	}
	if p.pos.active() {
		p.idle = 0
		goal, playing, at := p.pos.goal, p.pos.playing, p.pos.at
		p.pos.advance(d)
		if p.pos.at != at {
			p.dirty = true
		}
		if p.pos.goal != goal || p.pos.playing != playing {
			p.news = true
		}
	}
	if p.camera.active() {
		p.idle = 0
		p.camera.advance(d)
		p.dirty = true
	}
	if p.advanceTimeline(d) {
		p.idle = 0
	}
	if z := p.zoomShown(); z != p.zoomTold {
		p.zoomTold, p.news = z, true
	}
	p.quiet += d
	if p.news && (!p.pos.playing || p.quiet >= tellEvery) {
		p.tell()
	}
	p.count()
	p.attend(d)
	p.rest()
}

// tell tells the host what is shown.
func (p *Player) tell() {
	p.news, p.quiet, p.toldPlaying = false, 0, p.pos.playing
	p.told.Seek(p.pos.goal)
	v := View{
		Step: p.pos.goal, Playing: p.pos.playing, Speed: p.pos.speed, Selected: p.selected,
		Level: p.level, Table: p.table, Zoom: p.zoomTold, Cursor: p.told,
	}
	if s, ok := p.Summary(); ok {
		v.Summary = &s
	}
	v.Ahead = p.lookAhead()
	p.host.Changed(v)
}

// lookAhead returns a cursor at the step after the one that is aimed at; nil if
// nobody asks for it or there is none.
func (p *Player) lookAhead() *model.Cursor {
	if !p.ahead || p.pos.goal == p.pos.last {
		return nil
	}
	if p.after == nil {
		p.after = model.NewCursor(p.run)
	}
	p.after.Seek(p.pos.goal + 1)
	return p.after
}

func (p *Player) zoomShown() ZoomShown {
	t := &p.look.Time
	return ZoomShown{Magnified: p.magnified(), Sort: t.Sort, ByTime: t.ByTime, Whole: t.To <= t.From, Range: t.Range}
}

// rest lets the host sleep when the last picture has surely been shown.
func (p *Player) rest() {
	if p.dirty || p.news || p.pos.active() || p.camera.active() || p.timeline.glide.on || p.attentive() {
		return
	}
	p.idle++
	if p.idle > 2 {
		p.slept = true
		p.host.Sleep()
	}
}

// LayoutF makes the screen as large as the window in device pixels
// (ebiten.LayoutFer). The window is measured in device pixels already.
func (p *Player) LayoutF(width, height float64) (float64, float64) {
	ratio := p.host.PixelRatio()
	if ratio <= 0 {
		ratio = 1
	}
	w, h := math.Max(1, width/ratio), math.Max(1, height/ratio)
	if w != p.look.Width || h != p.look.Height || ratio != p.ratio {
		p.look.Width, p.look.Height, p.ratio = w, h, ratio
		p.dirty = true
		p.idle = 0
	}
	return math.Max(1, width), math.Max(1, height)
}

// Layout is not called, since LayoutF is there (ebiten.Game).
func (p *Player) Layout(width, height int) (int, int) { return width, height }

// Draw draws the moment, if it is another than the one on the screen
// (ebiten.Game).
func (p *Player) Draw(screen *ebiten.Image) {
	if !p.dirty {
		return
	}
	p.dirty = false
	if p.painter == nil {
		if p.painter, p.err = paint.New(p.glyphs); p.err != nil {
			return
		}
	}
	if p.run == nil {
		p.pic.Shapes = append(p.pic.Shapes[:0], scene.Shape{Op: scene.OpBox, Rect: scene.Rect{W: p.look.Width, H: p.look.Height}, Fill: p.look.Theme.Page})
		p.painter.Paint(screen, p.pic.Shapes, p.ratio)
		return
	}
	fresh := p.scene == nil
	p.compose()
	if fresh {
		p.painter.WarmUp(p.pic.Shapes, p.ratio)
	}
	p.painter.Paint(screen, p.pic.Shapes, p.ratio)
}

// DrawFinalScreen brings the picture to the canvas, pixel for pixel
// (ebiten.FinalScreenDrawer). It covers the canvas, so nothing need be blended,
// which is cheaper where a processor does it.
func (p *Player) DrawFinalScreen(screen ebiten.FinalScreen, offscreen *ebiten.Image, geoM ebiten.GeoM) {
	screen.DrawImage(offscreen, &ebiten.DrawImageOptions{GeoM: geoM, Blend: ebiten.BlendCopy})
}

// compose computes the picture of the moment.
func (p *Player) compose() {
	step, t := p.pos.moment()
	p.look.Selected, p.look.Lens, p.look.Focus, p.look.Match = p.selected, p.camera.lens, p.explainer.region.Thing, p.finder.match
	fresh := p.scene == nil
	if fresh {
		p.scene = scene.New(p.run, p.look)
	}
	if p.shown.Step() != step || fresh {
		p.shown.Seek(step)
		p.scene.Stand(p.shown.From, p.shown.To, &p.shown.Event)
	}
	if p.scene.View() != p.look {
		p.scene.SetView(p.look)
	}
	p.scene.Draw(&p.pic, t)
	p.explainer.stale = true
}

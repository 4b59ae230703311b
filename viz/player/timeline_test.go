package player

import (
	"math"
	"testing"
	"time"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
	"gopark/viz/model"
	"gopark/viz/scene"
)

// quiet is a host that nobody listens to.
type quiet struct{ told int }

func (h *quiet) PixelRatio() float64 { return 1 }
func (h *quiet) Wake()               {}
func (h *quiet) Sleep()              {}
func (h *quiet) Changed(View)        { h.told++ }
func (h *quiet) Explained(Explained) {}
func (h *quiet) Found(Found)         {}

// showing returns a player that shows a run as after its first frame.
func showing(t *testing.T, tr *trace.Trace) *Player {
	t.Helper()
	run, err := model.NewRun(tr)
	if err != nil {
		t.Fatal(err)
	}
	p := New(&quiet{}, nil)
	p.look.Width, p.look.Height = 900, 600
	p.Run(run, 0)
	p.scene = scene.New(run, p.look)
	p.frame()
	return p
}

// frame is what a frame does, but for painting.
func (p *Player) frame() {
	if err := p.Update(); err != nil {
		panic(err)
	}
	step, t := p.pos.moment()
	if p.shown.Step() != step {
		p.shown.Seek(step)
		p.scene.Stand(p.shown.From, p.shown.To, &p.shown.Event)
	}
	p.look.Selected = p.selected
	if p.scene.View() != p.look {
		p.scene.SetView(p.look)
	}
	p.scene.Draw(&p.pic, t)
}

// settle lets movements end.
func (p *Player) settle() {
	p.frame()
	for range 100 {
		if !p.advanceTimeline(20 * time.Millisecond) {
			break
		}
	}
	p.frame()
}

// at returns a place of the rows: parts of the plot's width and height.
func (p *Player) at(x, y float64) (float64, float64) {
	r := p.scene.TimelinePlot()
	return r.X + x*r.W, r.Y + y*r.H
}

func TestTimelineScrubs(t *testing.T) {
	p := showing(t, sample.Random(1, 300, 2, 12))
	x, y := p.at(0.25, 0.5)
	p.Press(x, y, false)
	first := p.pos.goal
	if want := p.scene.StepAt(x); first != want {
		t.Errorf("after a press the step is %d, want %d", first, want)
	}
	x, y = p.at(0.75, 0.1)
	p.Move(x, y)
	p.Release()
	if p.pos.goal <= first || p.pos.goal != p.scene.StepAt(x) {
		t.Errorf("after dragging the step is %d, want %d", p.pos.goal, p.scene.StepAt(x))
	}
	x, y = p.at(0.1, 0.1)
	p.Move(x, y)
	if p.pos.goal == p.scene.StepAt(x) {
		t.Error("a released pointer still scrubs")
	}
}

func TestRangeIsSelectedWithShift(t *testing.T) {
	p := showing(t, sample.Random(1, 300, 2, 12))
	if _, ok := p.Summary(); ok {
		t.Fatal("a range is selected from the beginning")
	}
	x0, y := p.at(0.6, 0.5)
	x1, _ := p.at(0.3, 0.5)
	before := p.pos.goal
	p.Press(x0, y, true)
	p.Move(x1, y)
	p.Release()
	s, ok := p.Summary()
	if !ok || s.From != p.scene.StepAt(x1) || s.To != p.scene.StepAt(x0)+1 {
		t.Errorf("the range is [%d, %d), want [%d, %d)", s.From, s.To, p.scene.StepAt(x1), p.scene.StepAt(x0)+1)
	}
	if p.pos.goal != before {
		t.Error("selecting a range has moved the step")
	}
	p.Press(x0, y, true)
	p.Release()
	if _, ok := p.Summary(); ok {
		t.Error("a click with Shift does not clear the range")
	}
}

func TestRangeIsSelectedByKeys(t *testing.T) {
	p := showing(t, sample.Random(1, 300, 2, 12))
	p.Command("seek", 100)
	p.Key("r", false)
	p.Command("seek", 90)
	p.frame()
	p.Command("seek", 120)
	p.frame()
	p.Key("r", false)
	p.Command("seek", 200)
	p.frame()
	if s, ok := p.Summary(); !ok || s.From != 100 || s.To != 121 {
		t.Errorf("the range is [%d, %d), want [100, 121)", s.From, s.To)
	}
	p.Key("r", false)
	if _, ok := p.Summary(); ok {
		t.Error("the range is not cleared")
	}
}

func TestWheel(t *testing.T) {
	p := showing(t, sample.Random(1, 300, 2, 12))
	x, y := p.at(0.4, 0.5)
	if p.Wheel(x, y, 0, 40, false) {
		t.Error("a plain wheel is taken from the page although all rows are seen")
	}
	if p.Wheel(x, y, 40, 0, false) {
		t.Error("a horizontal wheel is taken although all columns are seen")
	}
	before := p.look.Time
	p.Wheel(x, 20, 0, 40, true)
	if p.look.Time != before {
		t.Error("the timeline takes the wheel over the stage")
	}
	step := p.scene.StepAt(x)
	for range 5 {
		if !p.Wheel(x, y, 0, -40, true) {
			t.Fatal("zooming is left to the page")
		}
	}
	if from, to, all := p.scene.TimeColumns(); to-from > all/3 {
		t.Errorf("after zooming the window is %v of %v columns", to-from, all)
	}
	if got := p.scene.StepAt(x); got < step-1 || got > step+1 {
		t.Errorf("step %d was under the pointer and %d is", step, got)
	}
	from, _, _ := p.scene.TimeColumns()
	if !p.Wheel(x, y, 40, 0, false) {
		t.Error("panning is left to the page")
	}
	if now, _, _ := p.scene.TimeColumns(); now <= from {
		t.Error("the window does not move")
	}
}

func TestRowsScrollAndThenThePage(t *testing.T) {
	p := showing(t, sample.WaitGroup(2000))
	v, ok := p.scene.GroupToggled(p.scene.TimelinePlot().Center().Y)
	if !ok {
		t.Fatal("the group of the workers does not open")
	}
	p.setTime(v)
	p.frame()
	x, y := p.at(0.4, 0.5)
	if !p.Wheel(x, y, 0, 100, false) {
		t.Error("the wheel does not scroll the rows")
	}
	for range 1000 {
		if !p.Wheel(x, y, 0, 100, false) {
			return
		}
	}
	t.Error("at the last row the wheel is still taken from the page")
}

func TestDoubleClickZoomsToASpanAndBack(t *testing.T) {
	p := showing(t, sample.WaitGroup(5))
	x, y := p.at(0.5, 0.1)
	th := p.scene.TimelineThingAt(scene.Point{X: x, Y: y})
	if th.Kind != model.ThingSpan {
		t.Fatalf("there is %+v", th)
	}
	p.Double(x, y)
	p.settle()
	from, to, all := p.scene.TimeColumns()
	end := p.run.SpanEnd(th.G, th.Step)
	if from > float64(th.Step) || to < float64(min(end, p.run.Steps())) || to-from >= all {
		t.Errorf("the window is from %v to %v, the span from %d to %d", from, to, th.Step, end)
	}
	p.Double(p.at((float64(th.Step)+1-from)/(to-from), 0.1))
	p.settle()
	if from, to, all := p.scene.TimeColumns(); from != 0 || to != all {
		t.Errorf("a second double click leaves the window from %v to %v", from, to)
	}
}

func TestPlayheadStaysInTheWindowWhilePlaying(t *testing.T) {
	p := showing(t, sample.Random(1, 300, 2, 12))
	p.setTime(p.scene.Window(0, 40))
	p.Command("play", 0)
	p.Command("speed", 64)
	for range 100 {
		p.before = p.before.Add(-200 * time.Millisecond)
		p.frame()
		p.settle()
		if !p.scene.StepSeen(p.pos.goal) {
			from, to, _ := p.scene.TimeColumns()
			t.Fatalf("step %d is played, the window is from %v to %v", p.pos.goal, from, to)
		}
	}
	if p.pos.goal < 200 {
		t.Fatalf("played to step %d only", p.pos.goal)
	}
}

func TestPlayingLeavesAloneWhoLooksElsewhere(t *testing.T) {
	p := showing(t, sample.Random(1, 300, 2, 12))
	p.setTime(p.scene.Window(0, 40))
	p.Command("play", 0)
	p.frame()
	p.setTime(p.scene.Window(200, 40))
	for range 20 {
		p.before = p.before.Add(-200 * time.Millisecond)
		p.frame()
		p.settle()
	}
	if from, _, _ := p.scene.TimeColumns(); math.Abs(from-200) > 0.01 {
		t.Errorf("the window has moved to %v", from)
	}
	p.Command("seek", 100)
	p.settle()
	if !p.scene.StepSeen(100) {
		t.Error("a jump does not bring the window along")
	}
}

func TestSelectedGoroutineGetsARow(t *testing.T) {
	p := showing(t, sample.WaitGroup(5000))
	p.Command("select", 3210)
	p.settle()
	r := p.scene.TimelinePlot()
	found := false
	for y := r.Y; y < r.Y+r.H; y += 4 {
		found = found || p.scene.TimelineThingAt(scene.Point{X: r.X - 30, Y: y}).G == 3210
	}
	if !found {
		t.Error("G3210 is followed and has no row")
	}
}

func TestKeysOfTheTimeline(t *testing.T) {
	p := showing(t, sample.Random(1, 300, 2, 12))
	for key, name := range timelineKeys {
		if len(key) != 1 || keys[key] != "" || shiftKeys[key] != "" {
			t.Errorf("the key %q of %s means something else, too", key, name)
		}
		if !p.Key(key, key < "a") {
			t.Errorf("the key %q is not taken", key)
		}
		p.settle()
	}
	p.Key("z", false)
	p.settle()
	p.Key("w", false)
	p.settle()
	from, to, all := p.scene.TimeColumns()
	if math.Abs((to-from)*keyZoom-all) > 1 {
		t.Errorf("w makes the window %v of %v columns", to-from, all)
	}
	p.Key("z", false)
	p.settle()
	if from, to, all := p.scene.TimeColumns(); from != 0 || to != all {
		t.Errorf("z leaves the window from %v to %v", from, to)
	}
}

func TestMinimapIsDragged(t *testing.T) {
	p := showing(t, sample.Random(1, 300, 2, 12))
	p.setTime(p.scene.Window(100, 60))
	p.frame()
	r := p.scene.TimelinePlot()
	y := r.Y + r.H + 12
	x := r.X + r.W*130/301
	p.Press(x, y, false)
	p.Move(x+r.W*50/301, y)
	p.Release()
	if from, to, _ := p.scene.TimeColumns(); math.Abs(from-150) > 1 || math.Abs(to-from-60) > 1e-6 {
		t.Errorf("the window is from %v to %v, want 150 to 210", from, to)
	}
	if p.pos.goal != 0 {
		t.Errorf("dragging the frame has moved to step %d", p.pos.goal)
	}
	x, _ = p.at(0.9, 0)
	p.Press(x, y, false)
	p.Release()
	if from, to, _ := p.scene.TimeColumns(); math.Abs((from+to)/2-0.9*301) > 2 && to < 301 {
		t.Errorf("a press beside the frame brings it to %v…%v", from, to)
	}
}

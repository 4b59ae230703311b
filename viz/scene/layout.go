package scene

import (
	"slices"

	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
)

// layout is where everything stands in one view. It does not depend on the
// step.
type layout struct {
	m        measures
	phone    bool
	simple   bool
	lens     Lens
	stage    Rect
	timeline Rect
	places   [trace.NumStates]Rect // panels, by state
	zones    []zone
	created  int
	done     []doneZone
	global   int
	next     []int // by PID; several may share a zone
	local    []int
	running  []int
	queues   []queueGroup
	procs    []procBox
	boxes    []box
	tree     *tree
	waiters  []int // by ObjID: a zone, or -1
	senders  []int
	waits    [model.NumWaits]int
	boxOf    []int // by ObjID: index in boxes, -1: none
}

// doneZone is where those stand that have ended: all of them, or, where they
// are a crowd, those of one go statement, or those of the rest.
type doneZone struct {
	zone  int
	group int // in model.Run.Groups; allGroups, otherGroups
	label Point
	width float64
}

const (
	allGroups   = -1
	otherGroups = -2
)

// queueGroup is the drawn surroundings of one run queue.
type queueGroup struct {
	label  string
	at     Point // middle of the label's left end
	width  float64
	proc   trace.PID // NoP: the global queue, or all
	next   int       // zone of the runnext slot, -1: none
	local  int
	pooled bool // all queues stand one after the other
	brief  bool // the label is beside the tokens and says only whose queue it is
}

// procBox is the drawn surroundings of one P.
type procBox struct {
	rect   Rect
	proc   trace.PID // NoP: all of them
	zone   int
	inline bool
	bare   bool // nothing of the P is shown
}

func newLayout(run *model.Run, v View) layout {
	l := layout{m: newMeasures(run, v), phone: v.Width <= phoneWidth, simple: v.Simple}
	m := &l.m
	n := len(run.Trace.Objects)
	l.waiters, l.senders, l.boxOf = filled(n, -1), filled(n, -1), filled(n, -1)
	procs := len(run.Peaks.Local)
	l.next, l.local, l.running = filled(procs, -1), filled(procs, -1), filled(procs, -1)

	tall := timelineHeight(run, v, m)
	if !l.phone {
		// The rows of the timeline get what the stage does not need.
		top, below := l.wantedHeights(run, v.Width)
		spare := v.Height - tall - 2*m.gap - top - below
		tall += min(max(0, spare*0.5), float64(run.Goroutines())*6*m.u)
	}
	l.timeline = Rect{0, v.Height - tall, v.Width, tall}
	l.stage = Rect{0, 0, v.Width, v.Height - tall - m.gap}
	if v.NoTimeline { // it is below the picture
		l.timeline.Y, l.stage.H = v.Height+m.gap, v.Height
	}
	if v.NoStage { // it is above the picture
		l.timeline.Y, l.timeline.H, l.stage.Y = 0, v.Height, -v.Height
	}
	if l.phone {
		l.stack(run)
	} else {
		l.spread(run)
	}
	return l
}

func filled(n, v int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = v
	}
	return s
}

func (l *layout) add(z zone) int {
	l.zones = append(l.zones, z)
	return len(l.zones) - 1
}

// fit adds a zone for the tokens of a state.
func (l *layout) fit(r Rect, state trace.GState, peak int) int {
	return l.add(l.m.fit(r, state, peak))
}

// spread lays the places out for a wide view: blocked below the other four.
func (l *layout) spread(run *model.Run) {
	m, s := &l.m, l.stage
	want, below := l.wantedHeights(run, s.W)
	least := m.title + m.pad + min(l.lines(run)*(m.token+4*m.u), s.H*0.4)
	top := s.H - m.gap - below
	// The room that neither needs goes to both.
	if top > want {
		top = want + (top-want)*0.5
	}
	top = min(max(top, least, s.H*0.30), s.H*0.66)

	width := s.W - 3*m.gap
	created := min(max(width*0.14, m.sizes[0].w+2*m.pad, m.titleWidth(words.places[trace.Created])+2*m.pad), width*0.2)
	rest := width - created
	// Where many end, most of the room is theirs.
	done := 0.34
	if run.Peaks.Done > 200 {
		created, done = max(width*0.11, m.titleWidth(words.places[trace.Created])+2*m.pad), 0.42
		rest = width - created
	}
	running := (1 - done) * 0.455
	if !l.simple && len(run.Peaks.Local) > 1 { // a line for each P
		done -= 0.08
	}
	x := s.X
	put := func(state trace.GState, w float64) {
		l.places[state] = Rect{x, s.Y, w, top}
		x += w + m.gap
	}
	put(trace.Created, created)
	put(trace.Runnable, rest*(1-done-running))
	put(trace.Running, rest*running)
	put(trace.Done, rest*done)
	l.places[trace.Blocked] = Rect{s.X, s.Y + top + m.gap, s.W, s.H - top - m.gap}

	l.fill(run, func(state trace.GState) Rect {
		r := l.places[state]
		return Rect{r.X + m.pad, r.Y + m.title, r.W - 2*m.pad, r.H - m.title - m.pad}
	})
}

// wantedHeights returns the heights at which the upper places and the blocked
// have the room they need.
func (l *layout) wantedHeights(run *model.Run, width float64) (top, below float64) {
	m := &l.m
	edge := m.title + m.pad
	return edge + l.lines(run)*(m.label+m.token+6*m.u), edge + l.wantedBelow(run, width-2*m.pad)
}

// lines returns how many lines of tokens the upper places have.
func (l *layout) lines(run *model.Run) float64 {
	if l.simple {
		return 1.2
	}
	return float64(min(len(run.Peaks.Local), 4) + 1)
}

// titleWidth returns the width of a place's title.
func (m *measures) titleWidth(s string) float64 { return font.Width(font.Bold, m.head, s) }

// fill puts the zones into the places; content is the room inside of each.
func (l *layout) fill(run *model.Run, content func(trace.GState) Rect) {
	l.created = l.fit(content(trace.Created), trace.Created, run.Peaks.Created)
	l.layDone(run, content(trace.Done))
	if l.simple {
		l.poolQueues(run, content(trace.Runnable), false)
		l.poolProcs(run, content(trace.Running))
	} else {
		l.layQueues(run, content(trace.Runnable))
		l.layProcs(run, content(trace.Running))
	}
	l.layBlocked(run, content(trace.Blocked))
}

// stack lays the places out for a narrow view, one below the other in the
// order of a life, with their titles at the left.
func (l *layout) stack(run *model.Run) {
	m, s := &l.m, l.stage
	procs := min(len(run.Peaks.Local), 4)
	queues := procs
	if run.Peaks.Global > 0 || len(run.Peaks.Local) > 1 {
		queues++
	}
	running := procs
	if l.simple {
		queues, running = 1+min(run.Peaks.Queued/6, 1), (run.Peaks.Running+2)/3
	}
	row := m.token + 3*m.u
	high := func(rows int) float64 { return float64(rows)*row + 5*m.u }
	heights := [trace.NumStates]float64{
		trace.Created:  high(1),
		trace.Runnable: high(queues),
		trace.Running:  high(running),
		trace.Done:     high(1 + min(run.Peaks.Done/8, 2)),
	}
	fixed := 4 * m.gap
	for _, h := range heights {
		fixed += h
	}
	// The objects keep a good third of the stage; the other places give way.
	if room := s.H * 0.64; fixed > room {
		shrink := (room - 4*m.gap) / (fixed - 4*m.gap)
		for i := range heights {
			heights[i] *= shrink
		}
		fixed = room
	}
	heights[trace.Blocked] = s.H - fixed
	y := s.Y
	for _, state := range []trace.GState{trace.Created, trace.Runnable, trace.Running, trace.Blocked, trace.Done} {
		l.places[state] = Rect{s.X, y, s.W, heights[state]}
		y += heights[state] + m.gap
	}
	side := 94 * m.u
	l.fill(run, func(state trace.GState) Rect {
		r := l.places[state]
		if state == trace.Blocked {
			return Rect{r.X + m.pad, r.Y + 31*m.u, r.W - 2*m.pad, r.H - 31*m.u - 8*m.u}
		}
		return Rect{r.X + m.pad + side, r.Y + 4*m.u, r.W - 2*m.pad - side, r.H - 7*m.u}
	})
}

// most is how many go statements get a zone of their own in a crowd.
const mostGroups = 4

// layDone divides the room of those that have ended: a crowd by the go
// statements that made them.
func (l *layout) layDone(run *model.Run, r Rect) {
	m := &l.m
	all := m.fit(r, trace.Done, run.Peaks.Done)
	if all.kind.named() || r.H < 2*m.label {
		l.done = []doneZone{{zone: l.add(all), group: allGroups}}
		return
	}
	groups := run.Groups()
	largest := largestGroups(groups, mostGroups)
	if len(groups) > 1 { // a few alone need no line of their own
		largest = slices.DeleteFunc(largest, func(g int) bool { return groups[g].Size*50 < run.Goroutines() })
	}
	// As many as have room for a label and a line below it, the largest first.
	largest = largest[:min(max(1, int(r.H/(m.label+14*m.u))-1), len(largest))]
	total := float64(run.Peaks.Done)
	left := run.Goroutines()
	for _, g := range largest {
		left -= groups[g].Size
	}
	if left > 0 {
		largest = append(largest, otherGroups)
	}
	room := r.H - float64(len(largest))*m.label
	y := r.Y
	for _, g := range largest {
		size := left
		if g != otherGroups {
			size = groups[g].Size
		}
		share := max(room*float64(size)/max(total, float64(run.Goroutines())), 6*m.u)
		d := doneZone{group: g, label: Point{r.X, y + m.label/2}, width: r.W}
		high := min(share, r.Y+r.H-y-m.label)
		d.zone = l.fit(Rect{r.X, y + m.label, r.W, max(high, 1)}, trace.Done, size)
		l.done = append(l.done, d)
		y += m.label + high
	}
}

// largestGroups returns the largest n groups, in the order in which they
// appear.
func largestGroups(groups []model.Group, n int) []int {
	index := make([]int, len(groups))
	for i := range index {
		index[i] = i
	}
	slices.SortStableFunc(index, func(a, b int) int { return groups[b].Size - groups[a].Size })
	index = index[:min(n, len(index))]
	slices.Sort(index)
	return index
}

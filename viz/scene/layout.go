package scene

import (
	"slices"

	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
)

// phoneWidth is the width up to which the stage stacks vertically.
const phoneWidth = 600

// measures are the sizes everything is built from.
type measures struct {
	u     float64 // one CSS pixel at scale 1
	pad   float64 // inside panels
	gap   float64 // between panels
	title float64 // height of a panel's title line
	label float64 // height of a line of small text
	body  float64 // size of small text
	head  float64 // size of titles and of names on tokens
	token float64 // height of a full token
	sizes []tokenSize
}

type tokenSize struct {
	kind      tokenKind
	w, h, gap float64
}

// The size of a wide view at which one unit is one pixel, and how much larger
// everything becomes where there is more room.
const (
	plainWidth, plainHeight = 820, 560
	mostGrowth              = 1.7
	mostRoomy               = 24 // goroutines; more need the room for themselves
)

// unit returns how many CSS pixels a unit of the measures is.
func unit(run *model.Run, v View) float64 {
	if v.Width <= phoneWidth || run.Goroutines() > mostRoomy {
		return v.Scale
	}
	return max(v.Scale, min(v.Width/plainWidth, v.Height/plainHeight, mostGrowth))
}

func newMeasures(run *model.Run, v View) measures {
	u := unit(run, v)
	m := measures{u: u, pad: 12 * u, gap: 10 * u, title: 32 * u, label: 22 * u, body: 14 * u, head: 15 * u, token: 34 * u}
	if v.Width <= phoneWidth {
		m.gap, m.pad = 6*u, 10*u
	}
	full, short := 0.0, 0.0
	n := run.Goroutines()
	// The widest names decide; looking at some thousands of goroutines is enough, since their functions repeat.
	for g := trace.MainG; int(g) <= min(n, 4096); g++ {
		id := font.Width(font.Bold, m.head, g.String())
		short = max(short, id)
		full = max(full, id+5*u+font.Width(font.Regular, m.body, run.Func(g)))
	}
	short = max(short, font.Width(font.Bold, m.head, trace.GID(n).String()))
	number := short - font.Width(font.Bold, m.head, "G")
	m.sizes = []tokenSize{
		{tokenFull, min(full+28*u, 160*u), m.token, 7 * u},
		{tokenShort, short + 26*u, m.token, 6 * u},
		{tokenShort, short + 14*u, 26 * u, 5 * u},
		{tokenShort, short + 8*u, 19 * u, 3 * u},
		{tokenNumber, number + 8*u, 17 * u, 3 * u},
	}
	return m
}

// grown returns the measures of everything k times as large.
func (m measures) grown(k float64) measures {
	for _, v := range []*float64{&m.u, &m.pad, &m.gap, &m.title, &m.label, &m.body, &m.head, &m.token} {
		*v *= k
	}
	m.sizes = slices.Clone(m.sizes)
	for i := range m.sizes {
		s := &m.sizes[i]
		s.w, s.h, s.gap = s.w*k, s.h*k, s.gap*k
	}
	return m
}

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

// layQueues puts a group for each P's queue and one for the global queue into
// r: with a line for the label where there is room, else with the label beside
// the tokens, else all queues in one pool.
func (l *layout) layQueues(run *model.Run, r Rect) {
	m := &l.m
	procs := len(run.Peaks.Local)
	// With one P the global queue is an empty word unless the run uses it.
	global := run.Peaks.Global > 0 || procs > 1
	groups := procs
	if global {
		groups++
	}
	labelled := !l.phone && r.H >= float64(groups)*(m.label+m.token+4*m.u)
	least := 22 * m.u
	if !labelled && r.H < float64(groups)*least {
		l.poolQueues(run, r, true)
		return
	}
	head, side := 0.0, 26*m.u
	if labelled {
		head = m.label
	}
	if global {
		side = font.Width(font.Regular, m.body, words.global) + 6*m.u
	}
	// Every group has one line; the lines left go to those that need them most:
	// of the largest tokens of which all have room, else of the smallest.
	room := r.H - float64(groups)*head
	needs, line := l.queueLines(run, groups, r.W-side, room)
	lines := make([]int, groups)
	for i := range lines {
		lines[i] = 1
	}
	for left := int(room/line) - groups; left > 0; left-- {
		most := 0
		for i := range needs {
			if needs[i]-lines[i] > needs[most]-lines[most] {
				most = i
			}
		}
		if needs[most] <= lines[most] {
			break
		}
		lines[most]++
	}
	neediest, left := 0, room
	for i := range needs {
		left -= line * float64(lines[i])
		if needs[i]-lines[i] > needs[neediest]-lines[neediest] {
			neediest = i
		}
	}
	if needs[neediest] <= lines[neediest] {
		left = 0
	}
	areas := make([]Rect, groups)
	smallest := 0
	y := r.Y
	for i := range lines {
		high := head + line*float64(lines[i])
		if i == neediest {
			high += left
		}
		g := queueGroup{proc: trace.NoP, next: -1, label: words.globalQueue}
		if labelled {
			g.at, g.width = Point{r.X, y + head/2 - m.u}, r.W
			areas[i] = Rect{r.X, y + head, r.W, high - head - 2*m.u}
		} else {
			g.at, g.width = Point{r.X, y + 2*m.u + min(high-4*m.u, m.token)/2}, side
			g.label, g.brief = words.global, true
			areas[i] = Rect{r.X + side + 4*m.u, y + 2*m.u, r.W - side - 4*m.u, high - 4*m.u}
		}
		if i < procs {
			g.proc, g.label = trace.PID(i), trace.PID(i).String()
			if labelled {
				g.label = say(words.queueOf, g.proc)
			}
			if z := m.fit(areas[i], trace.Runnable, run.Peaks.Local[i]+1); z.kind.named() {
				smallest = max(smallest, z.size)
			}
		}
		l.queues = append(l.queues, g)
		y += high
	}
	// The tokens of all Ps have one size.
	for i := range l.queues {
		g := &l.queues[i]
		if i < procs {
			l.layQueue(g, areas[i], run.Peaks.Local[i], smallest)
			l.next[i], l.local[i] = g.next, g.local
		} else {
			g.local = l.add(m.fitFrom(smallest, areas[i], trace.Runnable, run.Peaks.Global))
			l.global = g.local
		}
		if z := &l.zones[max(g.next, g.local)]; !labelled && z.kind.named() {
			g.at.Y = areas[i].Y + z.h/2
		}
	}
	if !global {
		l.global = l.local[procs-1]
	}
}

// queueLines returns how many lines of tokens each queue needs at its fullest,
// and how high a line is.
func (l *layout) queueLines(run *model.Run, groups int, width, room float64) (needs []int, line float64) {
	m := &l.m
	needs = make([]int, groups)
	for _, size := range m.sizes {
		line = min(room/float64(groups), size.h+size.gap+2*m.u)
		perLine := max(1, int((width+size.gap)/(size.w+size.gap)))
		sum := 0
		for i := range needs {
			n := run.Peaks.Global
			if i < len(run.Peaks.Local) {
				n = run.Peaks.Local[i] + 1
			}
			needs[i] = max(1, (n+perLine-1)/perLine)
			sum += needs[i]
		}
		if float64(sum)*line <= room {
			break
		}
	}
	return needs, line
}

// layQueue splits area into the runnext slot, which is the first place of a
// grid, and the queue, which is the rest of it. Both hold tokens of the same
// size, so that a token keeps its size when it is displaced.
func (l *layout) layQueue(g *queueGroup, area Rect, peak, size int) {
	m := &l.m
	all := m.fitFrom(size, area, trace.Runnable, peak+1)
	if !all.kind.named() {
		w := min(m.sizes[2].w+2*m.u, max(area.W*0.4, m.sizes[len(m.sizes)-1].w+1))
		g.next = l.fit(Rect{area.X, area.Y, w, area.H}, trace.Runnable, 1)
		g.local = l.fit(Rect{area.X + w + 6*m.u, area.Y, area.W - w - 6*m.u, area.H}, trace.Runnable, peak)
		return
	}
	first, rest := all, all
	first.rect.W, first.rect.H, first.peak = all.w, all.h, 1
	rest.peak, rest.skip = peak, 1
	g.next, g.local = l.add(first), l.add(rest)
}

// poolQueues puts all queues into one zone, one after the other, with a word
// about that where somebody would miss the Ps.
func (l *layout) poolQueues(run *model.Run, r Rect, labelled bool) {
	m := &l.m
	g := queueGroup{proc: trace.NoP, next: -1, pooled: true, width: r.W}
	if labelled {
		g.label, g.at = say(words.queuesOf, count(len(l.local))), Point{r.X, r.Y + m.label/2}
		r.Y += m.label
		r.H -= m.label
	}
	g.local = l.fit(r, trace.Runnable, run.Peaks.Queued)
	l.global = g.local
	for i := range l.local {
		l.next[i], l.local[i] = g.local, g.local
	}
	l.queues = append(l.queues, g)
}

// poolProcs puts all that run into one zone.
func (l *layout) poolProcs(run *model.Run, r Rect) {
	in := r
	if run.Peaks.Running == 1 {
		in.H = min(r.H, 84*l.m.u)
	}
	z := l.m.fit(in, trace.Running, run.Peaks.Running)
	z.middle = z.kind.named()
	zone := l.add(z)
	for i := range l.running {
		l.running[i] = zone
	}
	l.procs = append(l.procs, procBox{rect: r, proc: trace.NoP, zone: zone, bare: true})
}

// layProcs puts a box for each P into r, or one for all where they are many.
func (l *layout) layProcs(run *model.Run, r Rect) {
	m := &l.m
	procs := len(run.Peaks.Local)
	gap := 7 * m.u
	cols := 1
	for ; cols < 4; cols++ {
		rows := (procs + cols - 1) / cols
		if (r.H+gap)/float64(rows)-gap >= 24*m.u {
			break
		}
	}
	rows := (procs + cols - 1) / cols
	w := (r.W - float64(cols-1)*gap) / float64(cols)
	h := (r.H+gap)/float64(rows) - gap
	if h < 18*m.u || w < m.sizes[3].w+30*m.u {
		z := l.fit(r.Inset(6*m.u), trace.Running, run.Peaks.Running)
		for i := range l.running {
			l.running[i] = z
		}
		l.procs = append(l.procs, procBox{rect: r, proc: trace.NoP, zone: z})
		return
	}
	h = min(h, 96*m.u)
	for i := range procs {
		b := procBox{rect: Rect{r.X + float64(i%cols)*(w+gap), r.Y + float64(i/cols)*(h+gap), w, h}, proc: trace.PID(i)}
		b.inline = h < 68*m.u
		in := Rect{b.rect.X + 6*m.u, b.rect.Y + 26*m.u, w - 12*m.u, h - 32*m.u}
		if b.inline {
			side := 30 * m.u
			in = Rect{b.rect.X + side, b.rect.Y + 1*m.u, w - side - 4*m.u, h - 2*m.u}
		}
		z := m.fit(in, trace.Running, 1)
		z.middle = true
		b.zone = l.add(z)
		l.running[i] = b.zone
		l.procs = append(l.procs, b)
	}
}

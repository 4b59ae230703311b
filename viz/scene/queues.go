package scene

import (
	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
)

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

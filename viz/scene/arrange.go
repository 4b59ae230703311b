package scene

import (
	"math"

	"gopark/scenarios/trace"
	"gopark/viz/model"
)

// roomy reports whether boxes find room in r with a title and a line each.
func (l *layout) roomy(run *model.Run, list []box, r Rect) bool {
	gap := 8 * l.m.u
	for _, plan := range boxPlans {
		if plan.compact {
			return false
		}
		cols := max(1, int((r.W+gap)/(plan.unit*l.m.u+gap)))
		rows := l.flow(run, list, plan, cols, (r.W+gap)/float64(cols)-gap, gap)
		if float64(rows)*(plan.least*l.m.u+gap) <= r.H+gap {
			return true
		}
	}
	return false
}

// layBoxes arranges boxes in r in their order. Where there is no room for all,
// the last box stands for those that are left.
func (l *layout) layBoxes(run *model.Run, list []box, r Rect) {
	if len(list) == 0 {
		return
	}
	m := &l.m
	gap := 8 * m.u
	for i, plan := range boxPlans {
		last := i == len(boxPlans)-1
		cols := max(1, int((r.W+gap)/(plan.unit*m.u+gap)))
		unit := (r.W+gap)/float64(cols) - gap
		rows := l.flow(run, list, plan, cols, unit, gap)
		least := plan.least * m.u
		fits := int((r.H + gap) / (least + gap))
		if rows > fits && !last {
			continue
		}
		fits = max(fits, 1)
		if rows > fits {
			list = gather(run, list, fits*cols)
			rows = l.flow(run, list, plan, cols, unit, gap)
		}
		high := (r.H+gap)/float64(max(rows, 1)) - gap
		if !plan.compact {
			high = min(high, l.enough(run, list, unit))
		} else {
			high = min(high, 44*m.u)
		}
		for i := range list {
			b := &list[i]
			row := b.rect.Y
			b.rect.X += r.X
			b.rect.Y = r.Y + row*(high+gap)
			b.rect.H = high
			b.compact = plan.compact
			l.fillBox(run, b)
		}
		break
	}
	l.boxes = list
	for i := range l.boxes {
		b := &l.boxes[i]
		switch {
		case b.shared:
			for _, o := range b.more {
				l.boxOf[o], l.waiters[o], l.senders[o] = i, b.waiters, b.waiters
			}
			for _, w := range b.waits {
				l.waits[w] = b.waiters
			}
		case b.obj != trace.NoObj:
			for _, o := range b.turns {
				l.boxOf[o], l.waiters[o], l.senders[o] = i, b.waiters, b.senders
			}
		default:
			l.waits[b.wait] = b.waiters
		}
	}
}

// flow assigns rows (in rect.Y) and horizontal extents, and returns the number
// of rows.
func (l *layout) flow(run *model.Run, list []box, plan boxPlan, cols int, unit, gap float64) int {
	row, col := 0, 0
	for i := range list {
		b := &list[i]
		// A little too narrow is better than a column too many.
		n := int(math.Ceil((l.wanted(run, b)+gap)/(unit+gap) - 0.15))
		n = min(max(1, n), plan.most, cols)
		if b.peak(run) > 60 && len(list) > 1 {
			n = min(n, max(1, cols/2, cols-len(list)+1)) // a crowd fills any width
		}
		if col+n > cols {
			row, col = row+1, 0
		}
		b.rect = Rect{float64(col) * (unit + gap), float64(row), float64(n)*(unit+gap) - gap, 0}
		col += n
	}
	justify(list, float64(cols)*(unit+gap)-gap, gap)
	return row + 1
}

// justify widens the boxes of each row that nearly fills the width, so that it
// does.
func justify(list []box, width, gap float64) {
	for from := 0; from < len(list); {
		end := from + 1
		for end < len(list) && list[end].rect.Y == list[from].rect.Y {
			end++
		}
		last := list[end-1].rect
		if used := last.X + last.W; used < width && used > width*0.6 {
			gaps := gap * float64(end-from-1)
			grow := (width - gaps) / (used - gaps)
			x := 0.0
			for i := from; i < end; i++ {
				list[i].rect.X = x
				list[i].rect.W *= grow
				x += list[i].rect.W + gap
			}
		}
		from = end
	}
}

// gather leaves at most n boxes. Objects at which goroutines wait keep theirs
// before others, the earlier ones before the later ones.
func gather(run *model.Run, list []box, n int) []box {
	if len(list) <= n {
		return list
	}
	keep := make([]bool, len(list))
	left := n - 1
	for pass := 0; pass < 2 && left > 0; pass++ {
		for i := range list {
			b := &list[i]
			waits := b.peak(run) > 0
			if left > 0 && !keep[i] && (waits || pass == 1) {
				keep[i] = true
				left--
			}
		}
	}
	var out []box
	more := box{shared: true}
	for i := range list {
		b := &list[i]
		if keep[i] {
			out = append(out, *b)
			continue
		}
		more.more = append(more.more, b.turns...)
		if b.obj == trace.NoObj {
			more.waits = append(more.waits, b.wait)
		}
		if more.first == 0 || b.first != 0 && b.first < more.first {
			more.first = b.first
		}
	}
	return append(out, more)
}

package scene

import (
	"math"

	"gopark/scenarios/trace"
	"gopark/viz/font"
	"gopark/viz/model"
)

// axis is the horizontal of the timeline. Its unit is the column.
//
// On the axis of steps a column is a step. On the axis of virtual time each
// step has a column, too, since the clock stands still while code runs and
// what happens then must remain to be seen; where the clock moves, columns in
// proportion to the time that passes come between them. All columns of time
// together are as many as those of steps. So a span of time can be compared
// with another, and a bar below the ticks marks where the clock stands still.
type axis struct {
	clock    *model.Clock
	steps    float64 // how many columns are steps
	perNS    float64 // columns per nanosecond, 0 on the axis of steps
	from, to float64 // the window
	x, w     float64 // where it is in the picture
}

func newAxis(run *model.Run, v *TimeView, x, w float64) axis {
	a := axis{clock: run.Clock(), steps: float64(run.Steps() + 1), x: x, w: w}
	if total := a.clock.At(run.Steps()); v.ByTime && total > 0 {
		a.perNS = a.steps / float64(total)
	}
	a.from, a.to = 0, a.length()
	if v.To > v.From {
		a.from, a.to = max(v.From, 0), min(v.To, a.length())
	}
	return a
}

// length returns how many columns there are.
func (a *axis) length() float64 {
	_, last := a.clock.Instant(a.clock.Instants() - 1)
	return a.steps + a.perNS*float64(last)
}

// scale returns the width of a column in pixels.
func (a *axis) scale() float64 { return a.w / (a.to - a.from) }

// column returns where the column of a step begins.
func (a *axis) column(step trace.Step) float64 {
	if a.perNS == 0 {
		return float64(step)
	}
	return float64(step) + a.perNS*float64(a.clock.At(step))
}

// instant returns where an instant of the clock begins.
func (a *axis) instant(i int) float64 {
	step, t := a.clock.Instant(i)
	return float64(step) + a.perNS*float64(t)
}

// firstFrom returns the first step that begins at a column or after it.
func (a *axis) firstFrom(column float64) trace.Step {
	k := a.step(column)
	if a.column(k) < column {
		k++
	}
	return k
}

// end returns where a step ends, and the next begins.
func (a *axis) end(step trace.Step) float64 { return min(a.column(step+1), a.length()) }

// pixel returns where a column is in the picture.
func (a *axis) pixel(column float64) float64 { return a.x + (column-a.from)*a.scale() }

// columnAt is the inverse of pixel.
func (a *axis) columnAt(x float64) float64 { return a.from + (x-a.x)/a.scale() }

// rounding is more than what columns of the longest run are wrong by.
const rounding = 1e-7

// step returns the step that a column belongs to.
func (a *axis) step(column float64) trace.Step {
	last := trace.Step(a.steps) - 1
	if a.perNS == 0 {
		return trace.Step(min(max(math.Floor(column), 0), float64(last)))
	}
	lo, hi := 0, a.clock.Instants() // the instant is in [lo, hi)
	for hi-lo > 1 {
		mid := (lo + hi) / 2
		if a.instant(mid) <= column+rounding {
			lo = mid
		} else {
			hi = mid
		}
	}
	first, _ := a.clock.Instant(lo)
	if next := lo + 1; next < a.clock.Instants() {
		s, _ := a.clock.Instant(next)
		last = s - 1
	}
	return min(max(first+trace.Step(math.Floor(column+rounding-a.instant(lo))), 0), last)
}

// middle returns where the middle of a step's own column is in the picture.
func (a *axis) middle(step trace.Step) float64 { return a.pixel(a.column(step) + 0.5) }

// tick is a mark of the axis.
type tick struct {
	x    float64
	text string
	mid  float64 // of the text
	w    float64
}

// tickGap is the least room between two labels of an axis.
const tickGap = 22

// ticks returns the marks of the window, from left to right, whose labels do
// not overlap and lie within the window.
func (a *axis) ticks(m *measures) []tick {
	if a.perNS == 0 {
		return a.stepTicks(m)
	}
	return a.timeTicks(m)
}

func (a *axis) stepTicks(m *measures) []tick {
	widest := font.Width(font.Regular, m.body, count(int(a.to)))
	every := nice(max(1, (widest+tickGap*m.u)/a.scale()))
	var out []tick
	for k := math.Ceil(a.from/every) * every; k < min(a.to, a.steps); k += every {
		out = a.addTick(out, k+0.5, count(int(k)), m)
	}
	return out
}

// addTick adds the tick of a column if there is room for it.
func (a *axis) addTick(ticks []tick, column float64, text string, m *measures) []tick {
	t := tick{x: a.pixel(column), text: text, w: font.Width(font.Regular, m.body, text)}
	if t.x < a.x-0.5 || t.x > a.x+a.w+0.5 {
		return ticks
	}
	t.mid = min(max(t.x, a.x+t.w/2), a.x+a.w-t.w/2)
	if n := len(ticks); n > 0 && ticks[n-1].mid+ticks[n-1].w/2+tickGap*m.u/2 > t.mid-t.w/2 {
		return ticks
	}
	return append(ticks, t)
}

// nice rounds up to 1, 2 or 5 times a power of ten.
func nice(v float64) float64 {
	p := math.Pow(10, math.Floor(math.Log10(v)))
	for _, f := range []float64{1, 2, 5} {
		if f*p >= v*(1-1e-9) {
			return f * p
		}
	}
	return 10 * p
}

const (
	second = 1e9
	minute = 60 * second
	hour   = 60 * minute
)

// niceTime is nice in the units that times are said in.
func niceTime(ns float64) float64 {
	switch {
	case ns > 20*minute:
		return nice(ns/hour) * hour
	case ns > 20*second:
		return nice(ns/minute) * minute
	}
	return nice(max(1, ns))
}

func (a *axis) timeTicks(m *measures) []tick {
	from, to := a.time(a.from), a.time(a.to)
	room := font.Width(font.Regular, m.body, "88.8 ms") + tickGap*m.u
	every := niceTime(room / (a.scale() * a.perNS))
	var out []tick
	for k := math.Ceil(from / every); k*every <= to; k++ {
		at := trace.Time(k * every)
		out = a.addTick(out, a.columnOf(at), model.Duration(at), m)
	}
	if len(out) == 0 {
		// The clock stands still in the whole window, or nearly so.
		out = a.addTick(out, (a.from+a.to)/2, model.Duration(trace.Time((from+to)/2)), m)
	}
	return out
}

// time returns the virtual time at a column.
func (a *axis) time(column float64) float64 {
	step := a.step(column)
	_, t := a.clock.Instant(a.clock.InstantOf(step))
	return float64(t) + max(0, column-a.column(step)-1)/a.perNS
}

// columnOf returns the column at which the clock reaches a time.
func (a *axis) columnOf(t trace.Time) float64 {
	lo, hi := 0, a.clock.Instants() // the first instant that is not before t
	for lo < hi {
		mid := (lo + hi) / 2
		if _, at := a.clock.Instant(mid); at < t {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == a.clock.Instants() {
		return a.length()
	}
	step, at := a.clock.Instant(lo)
	return a.column(step) - a.perNS*float64(at-t)
}

// stills returns where in the window the clock stands still, if these parts
// can be told apart.
func (a *axis) stills() [][2]float64 {
	if a.perNS == 0 {
		return nil
	}
	first, last := a.clock.InstantOf(a.step(a.from)), a.clock.InstantOf(a.step(a.to))
	if float64(last-first) > a.w/4 {
		return nil
	}
	var out [][2]float64
	for i := first; i <= last; i++ {
		step, _ := a.clock.Instant(i)
		end := a.steps
		if i+1 < a.clock.Instants() {
			next, _ := a.clock.Instant(i + 1)
			end = float64(next)
		}
		from := a.column(step)
		to := from + end - float64(step)
		out = append(out, [2]float64{max(a.pixel(from), a.x), min(a.pixel(to), a.x+a.w)})
	}
	return out
}

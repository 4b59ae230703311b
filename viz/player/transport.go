package player

import (
	"math"
	"slices"
	"time"

	"gopark/scenarios/trace"
)

// How long one step moves, and how long it rests afterwards while playing, at
// speed 1.
const (
	moveTime = 300 * time.Millisecond
	restTime = 450 * time.Millisecond
)

// The limits of the speed.
const (
	minSpeed = 0.125
	maxSpeed = 64
)

// transport is the position in the run: which step is shown, which moment of
// the way to it, and what is to happen next. It knows nothing of traces but
// their length, and no clock but the spans it is given.
//
// The position is a number from 0 to the last step; k + t with 0 < t < 1 is
// moment t of the way from step k to k+1. It moves towards goal.
type transport struct {
	last    trace.Step
	at      float64
	goal    trace.Step
	playing bool
	speed   float64
	rest    time.Duration // until playing goes on
	stops   []trace.Step  // where playing ends, in order
}

func newTransport(last trace.Step) transport {
	return transport{last: last, speed: 1}
}

// moment returns the step whose event is being shown and how far it is.
func (t *transport) moment() (trace.Step, float64) {
	k := math.Ceil(t.at)
	if k == 0 {
		return 0, 1
	}
	return trace.Step(k), t.at - (k - 1)
}

// moving reports whether the position is on its way.
func (t *transport) moving() bool { return t.at != float64(t.goal) }

// active reports whether time changes anything.
func (t *transport) active() bool { return t.playing || t.moving() }

// step moves on by one step, or back. A movement that is still under way is
// finished at once.
func (t *transport) step(by int) {
	t.playing = false
	t.at = float64(t.goal)
	t.goal = min(max(t.goal+trace.Step(by), 0), t.last)
}

// seek jumps.
func (t *transport) seek(step trace.Step) {
	t.goal = min(max(step, 0), t.last)
	t.at = float64(t.goal)
	t.rest = t.scaled(restTime)
}

// toggle plays or pauses. At the end, playing begins again.
func (t *transport) toggle() {
	if t.playing {
		t.pause()
	} else {
		t.play()
	}
}

func (t *transport) play() {
	if t.last == 0 {
		return
	}
	if t.goal == t.last && !t.moving() {
		t.seek(0)
	}
	t.playing = true
	t.rest = 0
}

// pause stops at the end of the movement that is under way.
func (t *transport) pause() { t.playing = false }

func (t *transport) setSpeed(v float64) {
	if v > 0 && !math.IsInf(v, 0) {
		t.speed = min(max(v, minSpeed), maxSpeed)
	}
}

// scaled returns a span at the current speed.
func (t *transport) scaled(d time.Duration) time.Duration {
	return time.Duration(float64(d) / t.speed)
}

// advance lets time pass. Stepping by hand never moves slower than at speed 1.
func (t *transport) advance(d time.Duration) {
	for d > 0 && t.active() {
		if !t.moving() {
			if t.goal == t.last {
				t.playing = false
				return
			}
			if t.rest > d {
				t.rest -= d
				return
			}
			d -= t.rest
			t.rest = t.scaled(restTime)
			t.goal++
			continue
		}
		move := t.scaled(moveTime)
		if !t.playing {
			move = min(move, moveTime)
		}
		left := float64(t.goal) - t.at
		way := float64(d) / float64(move)
		if way < math.Abs(left) {
			t.at += math.Copysign(way, left)
			return
		}
		t.at = float64(t.goal)
		d -= time.Duration(math.Abs(left) * float64(move))
		if _, stop := slices.BinarySearch(t.stops, t.goal); stop {
			t.playing = false
		}
	}
}

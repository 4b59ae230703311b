package player

import (
	"gopark/scenarios/trace"
	"testing"
	"time"
)

func TestStepMovesInItsTime(t *testing.T) {
	tr := newTransport(10)
	tr.step(1)
	tr.advance(moveTime / 2)
	if step, at := tr.moment(); step != 1 || at < 0.49 || at > 0.51 {
		t.Errorf("half way: step %d at %v, want step 1 at 0.5", step, at)
	}
	tr.advance(moveTime)
	if step, at := tr.moment(); step != 1 || at != 1 || tr.active() {
		t.Errorf("after the movement: step %d at %v, active %v", step, at, tr.active())
	}
}

func TestBackPlaysTheSameMomentsBackwards(t *testing.T) {
	tr := newTransport(10)
	tr.seek(5)
	tr.step(-1)
	last := 1.1
	for tr.moving() {
		step, at := tr.moment()
		if step != 5 || at >= last {
			t.Fatalf("at %v of step %d after %v: going back from 5 shows step 5 with falling time", at, step, last)
		}
		last = at
		tr.advance(10 * time.Millisecond)
	}
	if step, at := tr.moment(); step != 4 || at != 1 {
		t.Errorf("ends at %v of step %d, want step 4 at rest", at, step)
	}
}

func TestRepeatedKeysFinishTheMovementAtOnce(t *testing.T) {
	tr := newTransport(10)
	for range 3 {
		tr.step(1)
		tr.advance(30 * time.Millisecond)
	}
	if step, _ := tr.moment(); step != 3 || tr.goal != 3 {
		t.Errorf("after three quick steps: moment of step %d, goal %d, want 3 and 3", step, tr.goal)
	}
}

func TestPositionStaysInTheRun(t *testing.T) {
	tr := newTransport(3)
	tr.step(-1)
	if tr.goal != 0 || tr.moving() {
		t.Errorf("a step back from the beginning leads to %d", tr.goal)
	}
	tr.seek(100)
	tr.step(1)
	if tr.goal != 3 {
		t.Errorf("beyond the end: %d", tr.goal)
	}
	tr.seek(-5)
	if tr.goal != 0 {
		t.Errorf("before the beginning: %d", tr.goal)
	}
}

func TestPlayingReachesTheEndAndBeginsAgain(t *testing.T) {
	tr := newTransport(4)
	tr.play()
	spent := time.Duration(0)
	for tr.active() && spent < time.Minute {
		tr.advance(16 * time.Millisecond)
		spent += 16 * time.Millisecond
	}
	if tr.goal != 4 || tr.playing {
		t.Fatalf("playing ended at %d, still playing: %v", tr.goal, tr.playing)
	}
	want := 4*moveTime + 3*restTime
	if d := spent - want; d < -50*time.Millisecond || d > 500*time.Millisecond {
		t.Errorf("playing took %v, want about %v", spent, want)
	}
	tr.toggle()
	if !tr.playing || tr.goal != 0 {
		t.Errorf("playing at the end: playing %v at %d, want from the beginning", tr.playing, tr.goal)
	}
}

func TestSpeedIsKeptInItsLimits(t *testing.T) {
	tr := newTransport(1000)
	tr.setSpeed(1e9)
	if tr.speed != maxSpeed {
		t.Errorf("speed %v", tr.speed)
	}
	tr.play()
	tr.advance(time.Second)
	if got, least := int(tr.goal), 60; got < least {
		t.Errorf("at speed %v one second reaches step %d, want at least %d", tr.speed, got, least)
	}
	tr.setSpeed(-1)
	tr.setSpeed(0)
	if tr.speed != maxSpeed {
		t.Errorf("a speed of nothing was taken: %v", tr.speed)
	}
}

// Pausing while moving ends at a step, not between two.
func TestPauseEndsTheMovement(t *testing.T) {
	tr := newTransport(10)
	tr.play()
	tr.advance(100 * time.Millisecond)
	tr.pause()
	tr.advance(time.Second)
	if tr.active() || tr.goal != 1 || tr.at != 1 {
		t.Errorf("paused at %v with goal %d", tr.at, tr.goal)
	}
}

func TestPlayingEndsAtAStop(t *testing.T) {
	p := newTransport(9)
	p.setSpeed(maxSpeed)
	p.stops = []trace.Step{0, 4, 6}
	for _, want := range []trace.Step{4, 6, 9} {
		p.play()
		p.advance(time.Minute)
		if p.goal != want || p.playing {
			t.Fatalf("playing went to step %d (still playing: %t), want a stop at %d", p.goal, p.playing, want)
		}
	}
	p.seek(4)
	p.step(1)
	p.advance(time.Minute)
	if p.goal != 5 {
		t.Errorf("a step from a stop went to %d", p.goal)
	}
}

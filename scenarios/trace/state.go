package trace

import (
	"iter"
	"slices"
)

// State is the world at one step: what the picture shows and what the
// validator checks. It is advanced by Apply and by nothing else. Its slices
// are overwritten by the next Apply: Clone what must stay.
type State struct {
	Step   Step
	Time   Time
	Work   Work
	Gs     []GView // indexed by GID; Gs[0] is unused
	Ps     []PView // indexed by PID
	Global Line    // the global run queue
	Objs   []OView // indexed by ObjID; Objs[0] is unused
	Counts [NumStates]int
	Ended  bool // KExit was applied

	// The tickets given out at the two ends of the queues (see GView.ticket).
	firstTicket, lastTicket int64

	// How many entries of queues and selects Apply has passed over beyond a
	// fixed number per event (see MaxEffort).
	effort int64
}

// GView is one goroutine at one step.
type GView struct {
	State  GState
	Queue  Queue  // while Runnable
	Reason Reason // while Blocked
	P      PID    // while Running, or in a P's queue; else NoP
	Obj    ObjID  // while Blocked: what it waits for
	Site   SiteID // where it last acted
	Since  Step   // the step after the transition into State
	Until  Time   // while asleep: when it wakes
	Waker  GID    // who made it runnable last
	Text   string // while blocked sending: the value
	Cases  []Case // while blocked in a select

	// In every queue the tickets ascend from head to tail, so that a goroutine
	// in the middle of a long queue is found by binary search.
	ticket int64
}

// PView is one P at one step.
type PView struct {
	Running GID
	Next    GID // runnext
	Local   Line
}

// OView is one object at one step.
type OView struct {
	Made    bool
	Closed  bool
	Buf     []string // channels: the buffered values, oldest first
	Senders Line     // channels: who waits to send
	Waiters Line     // who waits (to receive, to lock, for the counter, for the signal)
	Holder  GID      // mutex, rwmutex: who holds it for writing; once: who runs f
	Readers []GID    // rwmutex: who reads
	Counter int64    // wait groups; once: 1 = done
	Until   Time     // timers: when it fires; 0 = stopped or fired; contexts: the deadline; 0 = none, or cancelled

	Cancelled bool // contexts
	Cause     string

	// The array under Waiters from its beginning, so that a goroutine can be
	// queued at the front without moving the others.
	waitersArray []GID
}

// Line is goroutines that wait in order, who is served first at its head.
type Line []GID

// Len returns how many stand in the line.
func (l Line) Len() int { return len(l) }

// At returns the goroutine at a place of the line, the head at 0.
func (l Line) At(i int) GID { return l[i] }

// All iterates over the line from its head, with the places.
func (l Line) All() iter.Seq2[int, GID] { return slices.All(l) }

// G returns a goroutine that exists, 1 ≤ g ≤ Goroutines. It must not be
// changed.
func (s *State) G(g GID) *GView { return &s.Gs[g] }

// Goroutines returns how many goroutines exist; they are G1 to that number.
func (s *State) Goroutines() int { return len(s.Gs) - 1 }

// O returns an object that exists, 1 ≤ o ≤ Objects. It must not be changed.
func (s *State) O(o ObjID) *OView { return &s.Objs[o] }

// Objects returns how many objects exist.
func (s *State) Objects() int { return len(s.Objs) - 1 }

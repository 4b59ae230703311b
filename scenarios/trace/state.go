package trace

import "slices"

// State is the world at one step: what the picture shows and what the
// validator checks. It is advanced by Apply and by nothing else, and what its
// methods return is valid until the next Apply: Clone, which costs next to
// nothing, what must stay.
type State struct {
	Step    Step
	Time    Time
	Work    Work
	Ps      []PView          // indexed by PID
	Global  Line             // the global run queue
	Waiting [NumReasons]Line // who waits for no single object, in the order of blocking
	Counts  [NumStates]int
	Ended   bool // KExit was applied

	gs     pages[GView] // indexed by GID; 0 is unused
	objs   pages[OView] // indexed by ObjID; 0 is unused
	offers pages[offer] // see GView.offer
	free   int32        // an offer not in use, from there on linked; 0: none

	// The tickets given out at the two ends of the queues (see GView.ticket).
	firstTicket, lastTicket int64

	// How many readers and cases Apply has passed over beyond a fixed number
	// per event (see MaxEffort).
	effort int64

	writer writer
}

// GView is one goroutine at one step.
type GView struct {
	State  GState
	Queue  Queue  // while Runnable
	Reason Reason // while Blocked
	P      PID    // while Running, or in a P's queue; else NoP
	Obj    ObjID  // while Blocked: what it waits for
	Site   SiteID // where it last acted
	Waker  GID    // who made it runnable last
	offer  int32  // index in State.offers; 0: none
	Since  Step   // the step after the transition into State
	Until  Time   // while asleep: when it wakes

	// In every queue the tickets ascend from head to tail, so that a goroutine
	// in the middle of a long queue is found by binary search.
	ticket int64
}

// An offer is what few of the goroutines have: it is kept apart, so that
// a million goroutines are small and hold no pointers.
type offer struct {
	text  string // while blocked sending: the value
	cases []Case // while blocked in a select
	next  int32  // the next that is free
}

// PView is one P at one step.
type PView struct {
	Running GID
	Next    GID // runnext
	Local   Line
}

// OView is one object at one step.
type OView struct {
	Made      bool
	Closed    bool
	Cancelled bool     // contexts
	Holder    GID      // mutex, rwmutex: who holds it for writing; once: who runs f
	Buf       []string // channels: the buffered values, oldest first
	Senders   Line     // channels: who waits to send
	Waiters   Line     // who waits (to receive, to lock, for the counter, for the signal)
	Readers   []GID    // rwmutex: who reads
	Counter   int64    // wait groups; once: 1 = done
	Until     Time     // timers: when it fires; 0 = stopped or fired; contexts: the deadline; 0 = none, or cancelled
	Cause     string   // contexts

	by uint64 // the writer that made the arrays of Buf and Readers
}

// NewState returns the empty world of step 0 with procs Ps.
func NewState(procs int) *State {
	s := &State{Ps: make([]PView, procs)}
	s.write()
	s.gs.add(&s.writer)
	s.objs.add(&s.writer)
	s.offers.add(&s.writer)
	return s
}

// Clone returns a copy: whatever happens to one, the other does not show it.
// Several goroutines may Clone a state that none of them changes.
func (s *State) Clone() *State {
	if s.writer.id != 0 {
		s.writer = writer{}
	}
	c := *s
	c.Ps = slices.Clone(s.Ps)
	return &c
}

// write makes s ready to be changed.
func (s *State) write() {
	if s.writer.id == 0 {
		s.writer.id = writers.Add(1)
	}
}

// G returns a goroutine that exists, 1 ≤ g ≤ Goroutines. It must not be
// changed.
func (s *State) G(g GID) *GView { return s.gs.at(int(g)) }

// Goroutines returns how many goroutines exist; they are G1 to that number.
func (s *State) Goroutines() int { return s.gs.n - 1 }

// O returns an object that exists, 1 ≤ o ≤ Objects. It must not be changed.
func (s *State) O(o ObjID) *OView { return s.objs.at(int(o)) }

// Objects returns how many objects exist.
func (s *State) Objects() int { return s.objs.n - 1 }

// Text returns the value that g is blocked sending.
func (s *State) Text(g GID) string { return s.offers.at(int(s.G(g).offer)).text }

// Cases returns the cases of the select that g is blocked in. They must not
// be changed.
func (s *State) Cases(g GID) []Case { return s.offers.at(int(s.G(g).offer)).cases }

// editG and editO return a goroutine and an object for writing.
func (s *State) editG(g GID) *GView { return s.gs.edit(&s.writer, int(g)) }

func (s *State) editO(id ObjID) *OView {
	o := s.objs.edit(&s.writer, int(id))
	if o.by != s.writer.id {
		o.by = s.writer.id
		// Without spare capacity, what is appended goes elsewhere.
		o.Buf = slices.Clip(o.Buf)
		o.Readers = slices.Clone(o.Readers)
		s.writer.bytes += len(o.Buf)*16 + len(o.Readers)*4
	}
	return o
}

// setOffer notes what the blocking g has to offer.
func (s *State) setOffer(g *GView, text string, cases []Case) {
	if text == "" && cases == nil {
		return
	}
	if s.free == 0 {
		s.free = int32(s.offers.n)
		s.offers.add(&s.writer)
	}
	o := s.offers.edit(&s.writer, int(s.free))
	g.offer, s.free = s.free, o.next
	*o = offer{text: text, cases: cases}
}

func (s *State) dropOffer(g *GView) {
	if g.offer != 0 {
		*s.offers.edit(&s.writer, int(g.offer)) = offer{next: s.free}
		s.free, g.offer = g.offer, 0
	}
}

package trace

import (
	"errors"
	"fmt"
	"slices"
)

// Validate checks every rule that the format promises, on the trace as its
// readers see it and without regard to how it came about:
//
//   - the tables are in order and each entry is used: every goroutine is
//     created, by its parent at its site, every object made;
//   - every event is legal where it stands (State.Apply) and names only what
//     is in the tables, objects of the kind that it is about;
//   - time and work never decrease; KExit is the last event and the only one
//     of its kind, and fits how the goroutines are left;
//   - no channel holds more than its capacity; a local queue that is overfull
//     spills in the next event; under PolicyGo queues are served in order;
//   - every goroutine is in exactly the place its state says, and no P runs
//     two (see consistent);
//   - snapshots, key frames and the table of endings equal the replayed state.
func Validate(t *Trace) error {
	if err := t.checkTables(); err != nil {
		return fmt.Errorf("trace: %w", err)
	}
	v := &validator{t: t, s: NewState(t.Settings.Procs), stole: make([]bool, t.Settings.Procs)}
	for i, e := range t.Events() {
		if err := v.event(i, &e); err != nil {
			return fmt.Errorf("trace: event %d (%v %v): %w", i, e.Kind, e.G, err)
		}
	}
	if err := v.end(); err != nil {
		return fmt.Errorf("trace: at the end: %w", err)
	}
	return nil
}

func (t *Trace) checkTables() error {
	if err := t.checkHeader(); err != nil {
		return err
	}
	if len(t.Goroutines) == 0 || t.Goroutines[0] != (Goroutine{}) {
		return errors.New("expected entry 0 of the goroutines to be empty")
	}
	if len(t.Objects) == 0 || t.Objects[0] != (Object{}) {
		return errors.New("expected entry 0 of the objects to be empty")
	}
	for i := range t.Goroutines[1:] {
		if err := t.checkGoroutine(GID(i+1), &t.Goroutines[i+1]); err != nil {
			return err
		}
	}
	for i := range t.Objects[1:] {
		if err := t.checkObject(ObjID(i+1), &t.Objects[i+1]); err != nil {
			return err
		}
	}
	if len(t.ends) != len(t.Goroutines) {
		return fmt.Errorf("expected %d endings, found %d", len(t.Goroutines), len(t.ends))
	}
	return nil
}

// everyStep is up to which step the whole state is checked at each step;
// later, it is checked at the snapshots and key frames.
const everyStep = 2048

type validator struct {
	t     *Trace
	s     *State
	stole []bool // by P: it has stolen and not started a goroutine since
	full  PID    // the P that must spill + 1
}

func (v *validator) event(i int, e *Event) error {
	t, s := v.t, v.s
	if i%blockLen == 0 {
		if err := v.block(i / blockLen); err != nil {
			return err
		}
	}
	if err := t.known(e); err != nil {
		return err
	}
	if v.full > 0 && (e.Kind != KSpill || e.P != v.full-1) {
		return fmt.Errorf("expected %v, whose local queue is full, to spill", v.full-1)
	}
	if err := v.order(e); err != nil {
		return err
	}
	if err := v.tables(e); err != nil {
		return err
	}
	if err := s.Apply(e); err != nil {
		return err
	}
	if i < everyStep {
		if err := s.consistent(); err != nil {
			return err
		}
	}
	v.full = 0
	if s.validP(e.P) && s.Ps[e.P].Local.n > LocalCap {
		v.full = e.P + 1
	}
	switch e.Kind {
	case KSend, KRecv:
		if o := t.Objects[e.Obj]; len(s.O(e.Obj).Buf) > o.buffer() {
			return fmt.Errorf("expected at most %d values in object %d, found %d", o.buffer(), e.Obj, len(s.O(e.Obj).Buf))
		}
	case KEnd:
		if found, want := t.ends[e.G], s.G(e.G).ending(); found != want {
			return fmt.Errorf("expected the ending %+v, found %+v", want, found)
		}
	case KExit:
		if i != t.n-1 {
			return fmt.Errorf("expected the exit to be the last of %d events", t.n)
		}
		return v.exit(Outcome(e.Arg))
	}
	return nil
}

// block checks what the trace has of the state at the start of a block.
func (v *validator) block(b int) error {
	t, s := v.t, v.s
	if b >= len(t.blocks) {
		return nil
	}
	snapshot := t.snapshots.before(s.Step)
	if snapshot != nil && snapshot.Step == s.Step {
		if err := Difference(s, snapshot); err != nil {
			return fmt.Errorf("snapshot: %w", err)
		}
		if err := snapshot.consistent(); err != nil {
			return err
		}
	}
	if t.blocks[b].frame == nil {
		return nil
	}
	if err := Difference(s, t.frameState(b)); err != nil {
		return fmt.Errorf("key frame: %w", err)
	}
	return s.consistent()
}

// order checks, under Go's own rules, that queues are served first come first
// served. A thief begins with the last goroutine it stole
// (runtime/proc.go: runqsteal).
func (v *validator) order(e *Event) error {
	switch e.Kind {
	case KSteal:
		if v.s.validP(e.P) {
			v.stole[e.P] = true
		}
	case KStart:
		if v.t.Settings.Policy != PolicyGo || !v.s.validP(e.P) {
			return nil
		}
		stole := v.stole[e.P]
		v.stole[e.P] = false
		q := v.s.Global
		switch e.Queue {
		case QNext:
			return nil
		case QLocal:
			q = v.s.Ps[e.P].Local
			if stole && q.n > 0 && q.At(q.n-1) == e.G {
				return nil
			}
		}
		if q.head() != e.G {
			return fmt.Errorf("expected %v, the head of the %v queue, to be started", q.head(), e.Queue)
		}
	}
	return nil
}

// buffer is how many values o holds at most. The channel of a timer is
// buffered inside, though it behaves as unbuffered (time/sleep.go).
func (o *Object) buffer() int {
	switch o.Kind {
	case ObjTimer, ObjTicker:
		return 1
	}
	return o.Cap
}

var (
	channels = []ObjKind{ObjChan, ObjTimer, ObjTicker}
	timers   = []ObjKind{ObjTimer, ObjTicker}
	clocks   = []ObjKind{ObjTimer, ObjTicker, ObjContext}
)

// actedOn lists the kinds of objects that each kind of event is about.
var actedOn = [NumKinds][]ObjKind{
	KSend:    channels,
	KRecv:    channels,
	KClose:   channels,
	KLock:    {ObjMutex, ObjRWMutex},
	KUnlock:  {ObjMutex, ObjRWMutex},
	KRLock:   {ObjRWMutex},
	KRUnlock: {ObjRWMutex},
	KAdd:     {ObjWaitGroup},
	KDo:      {ObjOnce},
	KSignal:  {ObjCond},
	KTimer:   timers,
	KCancel:  {ObjContext},
}

// waitedFor lists the kinds of objects that each reason waits for. A once and
// the writers of a rwmutex wait at the mutex inside.
var waitedFor = [NumReasons][]ObjKind{
	ReasonChanReceive:   channels,
	ReasonChanSend:      channels,
	ReasonMutexLock:     {ObjMutex, ObjRWMutex, ObjOnce},
	ReasonRWMutexRLock:  {ObjRWMutex},
	ReasonRWMutexLock:   {ObjRWMutex},
	ReasonWaitGroupWait: {ObjWaitGroup},
	ReasonCondWait:      {ObjCond},
}

// tables checks e, which names what is in the tables, against its entries.
func (v *validator) tables(e *Event) error {
	t := v.t
	switch {
	case e.Kind == KCreate:
		if g := t.Goroutines[e.G]; g.Parent != e.By || g.Site != e.Site {
			return fmt.Errorf("expected to be created by %v at site %d, found %v and %d", g.Parent, g.Site, e.By, e.Site)
		}
	case e.Kind == KMake:
		if k := t.Objects[e.Obj].Kind; e.Arg > 0 && !slices.Contains(clocks, k) || e.Arg < 0 && k != ObjChan {
			return fmt.Errorf("expected a %v to have no clock, found it set to %d", k, e.Arg)
		}
	case e.Obj == NoObj || e.Kind == KUnblock:
	case e.Kind == KBlock:
		if k := t.Objects[e.Obj].Kind; e.Reason < NumReasons && !slices.Contains(waitedFor[e.Reason], k) {
			return fmt.Errorf("expected object %d to be one of %v to wait for %v, found a %v", e.Obj, waitedFor[e.Reason], e.Reason, k)
		}
	case e.Kind < NumKinds:
		if k := t.Objects[e.Obj].Kind; !slices.Contains(actedOn[e.Kind], k) {
			return fmt.Errorf("expected object %d to be one of %v, found a %v", e.Obj, actedOn[e.Kind], k)
		}
	}
	for i, c := range e.Cases {
		if int(c.Obj) < len(t.Objects) && c.Obj != NoObj && !slices.Contains(channels, t.Objects[c.Obj].Kind) {
			return fmt.Errorf("expected case %d to be about a channel, found a %v", i, t.Objects[c.Obj].Kind)
		}
	}
	return nil
}

// exit checks that the goroutines are as the outcome says.
func (v *validator) exit(o Outcome) error {
	c := v.s.Counts
	switch o {
	case OutcomeReturn:
		if v.s.Goroutines() == 0 || v.s.G(MainG).State != Done {
			return errors.New("main returned, but is not done")
		}
	case OutcomeDeadlock:
		if n := c[Created] + c[Runnable] + c[Running]; n > 0 {
			return fmt.Errorf("deadlock, but %d goroutines can run", n)
		}
	}
	return nil
}

func (v *validator) end() error {
	t, s := v.t, v.s
	if t.n > 0 && !s.Ended {
		return errors.New("expected an exit as the last event")
	}
	if s.gs.n != len(t.Goroutines) {
		return fmt.Errorf("expected %d goroutines to be created, found %d", len(t.Goroutines)-1, s.Goroutines())
	}
	if s.objs.n != len(t.Objects) {
		return fmt.Errorf("expected %d objects to be made, found %d", len(t.Objects)-1, s.Objects())
	}
	for i := range t.ends {
		if (i == 0 || s.gs.at(i).State != Done) && t.ends[i] != (ending{}) {
			return fmt.Errorf("expected no ending of G%d, found %+v", i, t.ends[i])
		}
	}
	return s.consistent()
}

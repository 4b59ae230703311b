package trace

import (
	"slices"
	"strings"
	"testing"
)

// Each rule of Validate, broken once.
func TestValidateFinds(t *testing.T) {
	at := func(i int, change func(e *Event)) func(*Trace, []Event) []Event {
		return func(_ *Trace, events []Event) []Event {
			change(&events[i])
			return events
		}
	}
	insert := func(i int, more ...Event) func(*Trace, []Event) []Event {
		return func(_ *Trace, events []Event) []Event {
			for j := range more {
				more[j].Time, more[j].Work = events[i].Time, events[i].Work
			}
			return slices.Insert(events, i, more...)
		}
	}
	table := func(change func(*Trace)) func(*Trace, []Event) []Event {
		return func(t *Trace, events []Event) []Event {
			change(t)
			return events
		}
	}
	for _, c := range []struct {
		message string
		change  func(*Trace, []Event) []Event
	}{
		{"expected from 1 to 1024 Ps, found 0", table(func(t *Trace) { t.Settings.Procs = 0 })},
		{"expected one of 2 policies", table(func(t *Trace) { t.Settings.Policy = 9 })},
		{"expected a tick ≥ 0 ns", table(func(t *Trace) { t.Settings.TickNS = -1 })},
		{"expected site 0 to be empty", table(func(t *Trace) { t.Sites[0].Line = 1 })},
		{"site 2: expected one of 1 files, found 1", table(func(t *Trace) { t.Sites[2].File = 1 })},
		{"expected a line and a column", table(func(t *Trace) { t.Sites[2].Col = 0 })},
		{"entry 0 of the goroutines", table(func(t *Trace) { t.Goroutines[0].Func = "x" })},
		{"entry 0 of the objects", table(func(t *Trace) { t.Objects[0].Name = "x" })},
		{"G2: expected an earlier goroutine as parent", table(func(t *Trace) { t.Goroutines[2].Parent = 2 })},
		{"G2: expected one of 12 sites", table(func(t *Trace) { t.Goroutines[2].Site = 12 })},
		{"object 1: expected one of 12 sites", table(func(t *Trace) { t.Objects[1].Site = 12 })},
		{"object 1: expected a kind", table(func(t *Trace) { t.Objects[1].Kind = NumObjKinds })},
		{"object 2: expected a capacity ≥ 0 of a channel", table(func(t *Trace) { t.Objects[2].Cap = 1 })},

		{"object 2: expected an earlier context that it belongs to, found object 2", table(func(t *Trace) { t.Objects[2].Of = 2 })},
		{"object 2: expected an earlier context that it belongs to, found object 1", table(func(t *Trace) { t.Objects[2].Of = 1 })},
		{"object 2: expected no mutex to belong to a context", table(func(t *Trace) { t.Objects[1].Kind, t.Objects[2].Of = ObjContext, 1 })},

		{"expected one of 12 sites, found 12", at(3, func(e *Event) { e.Site = 12 })},
		{"expected one of 2 goroutines, found G3", at(3, func(e *Event) { e.G = 3 })},
		{"By to be one of 2 goroutines, found G3", at(17, func(e *Event) { e.By = 3 })},
		{"expected one of 2 objects, found 3", at(12, func(e *Event) { e.Obj = 3 })},
		{"expected to be created by G1 at site 3", at(6, func(e *Event) { e.Site = 4 })},
		{"expected 3 goroutines to be created, found 2", table(func(t *Trace) { t.Goroutines = append(t.Goroutines, Goroutine{}) })},
		{"expected 3 objects to be made, found 2", table(func(t *Trace) { t.Objects = append(t.Objects, t.Objects[2]) })},
		{"expected a mutex to have no clock", at(4, func(e *Event) { e.Arg = 5 })},
		{"expected object 2 to be one of [chan timer ticker], found a mutex", at(17, func(e *Event) { e.Obj = 2 })},
		{"to wait for sync.Mutex.Lock, found a chan", at(10, func(e *Event) { e.Obj = 1 })},
		{"expected case 0 to be about a channel, found a mutex", at(14, func(e *Event) { e.Cases[0].Obj = 2 })},
		{"expected object 2 to be one of [context], found a mutex", insert(12, Event{Kind: KCancel, G: 1, Obj: 2})},
		{"expected the goroutine to be runnable, found running", insert(3, Event{Kind: KStart, G: 1, Queue: QNext})},
		{"to be the first receiver waiting", at(17, func(e *Event) { e.By = 2 })},
		{"expected at most 0 values in object 1, found 1", at(17, func(e *Event) { e.By = NoG })},
		{"expected the exit to be the last", insert(30, Event{Kind: KExit, Arg: int64(OutcomePanic)})},
		{"expected an exit as the last event", func(_ *Trace, events []Event) []Event { return events[:31] }},
		{"main returned, but is not done", func(_ *Trace, events []Event) []Event { return append(events[:28], Event{Kind: KExit}.at(events[28])) }},
		{"deadlock, but 1 goroutines can run", func(_ *Trace, events []Event) []Event {
			return append(events[:29], Event{Kind: KExit, Arg: int64(OutcomeDeadlock)}.at(events[28]))
		}},
	} {
		tr, events := sampleTables(), sampleEvents()
		events = c.change(tr, events)
		err := func() error {
			// The tables may be too wrong to replay anything with them.
			if err := tr.checkTablesOnly(); err != nil {
				return err
			}
			return Validate(forged(tr, events))
		}()
		if err == nil || !strings.Contains(err.Error(), c.message) {
			t.Errorf("expected an error with %q, found %v", c.message, err)
		}
	}
}

func (e Event) at(other Event) Event {
	e.Time, e.Work, e.P = other.Time, other.Work, NoP
	return e
}

func (t *Trace) checkTablesOnly() error {
	t.ends = make([]ending, len(t.Goroutines))
	return t.checkTables()
}

// queueRun starts n goroutines of main's into P0's local queue, and goes on
// with more.
func queueRun(policy Policy, n int, more ...Event) *Trace {
	tr := &Trace{Sites: []Site{{}}, Settings: Settings{Procs: 2, Policy: policy}, Objects: make([]Object, 1)}
	tr.Goroutines = []Goroutine{{}, {Func: "main.main"}}
	events := []Event{
		{Kind: KCreate, G: 1, P: NoP},
		{Kind: KReady, G: 1, P: NoP, Queue: QGlobal},
		{Kind: KStart, G: 1, P: 0, Queue: QGlobal},
	}
	for g := GID(2); g < GID(n+2); g++ {
		tr.Goroutines = append(tr.Goroutines, Goroutine{Func: "main.f", Parent: 1})
		events = append(events, Event{Kind: KCreate, G: g, By: 1, P: 0}, Event{Kind: KReady, G: g, By: 1, P: 0, Queue: QLocal})
	}
	events = append(events, more...)
	return forged(tr, append(events, Event{Kind: KExit, Arg: int64(OutcomeStopped)}))
}

func TestValidateQueueOrder(t *testing.T) {
	block := Event{Kind: KBlock, G: 1, P: NoP, Reason: ReasonIO}
	start := func(g GID, p PID, q Queue) Event { return Event{Kind: KStart, G: g, P: p, Queue: q} }
	steal := Event{Kind: KSteal, P: 1, Arg: 3, Aux: 0}
	for _, c := range []struct {
		message string
		t       *Trace
	}{
		{"", queueRun(PolicyGo, 3, block, start(2, 0, QLocal))},
		{"expected G2, the head of the local queue", queueRun(PolicyGo, 3, block, start(3, 0, QLocal))},
		{"", queueRun(PolicyRandom, 3, block, start(3, 0, QLocal))},
		{"", queueRun(PolicyGo, 5, steal, start(4, 1, QLocal))},
		{"expected G2, the head of the local queue", queueRun(PolicyGo, 5, steal, start(3, 1, QLocal))},
		{"expected G2, the head of the local queue", queueRun(PolicyGo, 5, steal,
			start(4, 1, QLocal), Event{Kind: KEnd, G: 4, P: NoP}, start(3, 1, QLocal))},
		{"", queueRun(PolicyGo, LocalCap+1, Event{Kind: KSpill, P: 0, Arg: 128}, block, start(130, 0, QLocal))},
		{"expected P0, whose local queue is full, to spill", queueRun(PolicyGo, LocalCap+1, block)},
		{"expected G2, the head of the global queue", queueRun(PolicyGo, LocalCap+1, Event{Kind: KSpill, P: 0, Arg: 128}, start(3, 1, QGlobal))},
	} {
		err := Validate(c.t)
		if c.message == "" {
			if err != nil {
				t.Errorf("expected a valid trace, found %v", err)
			}
		} else if err == nil || !strings.Contains(err.Error(), c.message) {
			t.Errorf("expected an error with %q, found %v", c.message, err)
		}
	}
}

// A key frame, a snapshot and an ending that are not what replaying gives.
func TestValidateComparesStates(t *testing.T) {
	for _, c := range []struct {
		message string
		change  func(s *State)
	}{
		{"to be", func(s *State) {
			for g := MainG; ; g++ {
				if s.G(g).State == Blocked {
					s.editG(g).Since++
					return
				}
			}
		}},
		{"to be", func(s *State) { s.editG(1).Site = 7 }},
		{"time", func(s *State) { s.Time++ }},
		{"expected object", func(s *State) { s.editO(9).Counter++ }},
		{"expected object", func(s *State) { o := s.editO(2); o.Closed = !o.Closed }},
	} {
		tr := randomTrace(1, 2, PolicyRandom, 10000)
		b := slices.IndexFunc(tr.blocks, func(b block) bool { return b.frame != nil })
		s := tr.frameState(b)
		c.change(s)
		k := &tr.blocks[b]
		k.time = s.Time
		r := newRecording(&Trace{texts: tr.texts})
		for i, text := range tr.texts {
			r.numbers[text] = i
		}
		k.frame = appendFrame(nil, s, r)
		if err := Validate(tr); err == nil || !strings.Contains(err.Error(), "key frame: ") || !strings.Contains(err.Error(), c.message) {
			t.Errorf("expected an error about the key frame with %q, found %v", c.message, err)
		}
	}
	tr := randomTrace(1, 2, PolicyRandom, 10000)
	tr.snapshots.list[1].Waiting[ReasonSleep].push(&writer{}, 1, 1, true)
	if err := Validate(tr); err == nil || !strings.Contains(err.Error(), "snapshot: expected [") {
		t.Errorf("expected an error about the snapshot, found %v", err)
	}
	tr = sample()
	tr.ends[2].since++
	if err := Validate(tr); err == nil || !strings.Contains(err.Error(), "expected the ending") {
		t.Errorf("expected an error about the ending, found %v", err)
	}
}

// What Apply cannot reach must still be found, should Apply go wrong.
func TestConsistent(t *testing.T) {
	for _, c := range []struct {
		message string
		change  func(s *State)
	}{
		{"expected the counts", func(s *State) { s.Counts[Done]++ }},
		{"G2 is blocked, found in queue", func(s *State) { s.editG(2).Queue = QLocal }},
		{"G1 is runnable, found waiting", func(s *State) { s.editG(1).Reason = ReasonIO }},
		{"G1 stands in queue - of P0", func(s *State) { s.Ps[0].Running = 1 }},
		{"expected 0 running and 1 queued goroutines, found 0 and 0", func(s *State) { s.Ps[0].Next = NoG }},
		{"expected 0 running and 1 queued goroutines, found 0 and 2", func(s *State) {
			s.Ps[0].Next = 0
			s.pushGlobal(1)
			s.Global.push(&s.writer, 1, 1, false)
		}},
		{"G9 in queue next of P0 does not exist", func(s *State) { s.Ps[0].Next = 9 }},
		{"for which it does not wait", func(s *State) { s.editO(1).Waiters.push(&s.writer, 2, 1, false) }},
		{"places where goroutines wait", func(s *State) { s.editO(2).Waiters = Line{} }},
		{"held for writing by G1 and for reading by [G2]", func(s *State) { s.editO(2).Readers = []GID{2} }},
	} {
		s := sample().StateAt(11)
		s.write()
		g := s.editG(1)
		s.Ps[0].Next, g.P, g.Queue, s.Global = 1, 0, QNext, Line{}
		if err := s.consistent(); err != nil {
			t.Fatal(err)
		}
		c.change(s)
		if err := s.consistent(); err == nil || !strings.Contains(err.Error(), c.message) {
			t.Errorf("expected an error with %q, found %v", c.message, err)
		}
	}
}

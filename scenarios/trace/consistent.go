package trace

import (
	"fmt"
	"slices"
)

// consistent checks the state against itself: every goroutine is in exactly
// the queues its own entry says, the counts are those of the entries, a P
// runs who runs on it. It takes time in the size of the state.
func (s *State) consistent() error {
	var counts [NumStates]int
	places := 0 // in wait queues, as the goroutines have it
	for id := MainG; int(id) <= s.Goroutines(); id++ {
		g := s.G(id)
		counts[g.State]++
		if g.State == Blocked {
			places++
		}
		for _, c := range s.Cases(id) {
			if c.Obj != NoObj {
				places++
			}
		}
		if (g.State == Running) != (g.P != NoP && g.Queue == NoQueue) || (g.State == Runnable) != (g.Queue != NoQueue) {
			return fmt.Errorf("%v is %v, found in queue %v of %v", id, g.State, g.Queue, g.P)
		}
		if (g.State == Blocked) != (g.Reason != NoReason) {
			return fmt.Errorf("%v is %v, found waiting for %q", id, g.State, g.Reason)
		}
	}
	if counts != s.Counts {
		return fmt.Errorf("expected the counts %v, found %v", counts, s.Counts)
	}
	if err := s.consistentQueues(); err != nil {
		return err
	}
	return s.consistentObjects(places)
}

func (s *State) consistentQueues() error {
	var running, runnable int
	in := func(g GID, state GState, q Queue, p PID) error {
		if int(g) >= s.gs.n {
			return fmt.Errorf("%v in queue %v of %v does not exist", g, q, p)
		}
		if v := s.G(g); v.State != state || v.Queue != q || v.P != p {
			return fmt.Errorf("%v stands in queue %v of %v, found it %v in %v of %v", g, q, p, v.State, v.Queue, v.P)
		}
		if state == Running {
			running++
		} else {
			runnable++
		}
		return nil
	}
	all := func(l Line, q Queue, p PID) error {
		for _, g := range l.All() {
			if err := in(g, Runnable, q, p); err != nil {
				return err
			}
		}
		return s.ascending(l)
	}
	for i := range s.Ps {
		p := &s.Ps[i]
		if p.Running != NoG {
			if err := in(p.Running, Running, NoQueue, PID(i)); err != nil {
				return err
			}
		}
		if p.Next != NoG {
			if err := in(p.Next, Runnable, QNext, PID(i)); err != nil {
				return err
			}
		}
		if err := all(p.Local, QLocal, PID(i)); err != nil {
			return err
		}
	}
	if err := all(s.Global, QGlobal, NoP); err != nil {
		return err
	}
	if running != s.Counts[Running] || runnable != s.Counts[Runnable] {
		return fmt.Errorf("expected %d running and %d queued goroutines, found %d and %d", s.Counts[Running], s.Counts[Runnable], running, runnable)
	}
	return nil
}

// ascending checks what PlaceIn relies on, and the line against itself.
func (s *State) ascending(l Line) error {
	last, n := NoG, 0
	for i, g := range l.All() {
		if i != n || l.At(i) != g {
			return fmt.Errorf("%v stands at place %d of a line, found %v at %d", g, n, l.At(i), i)
		}
		n++
		if last != NoG {
			if a, b := s.G(last).ticket, s.G(g).ticket; a > b || a == b && last != g {
				return fmt.Errorf("%v with ticket %d stands before %v with ticket %d", last, a, g, b)
			}
		}
		last = g
	}
	if n != l.Len() {
		return fmt.Errorf("expected %d goroutines in a line, found %d", l.Len(), n)
	}
	return nil
}

func (s *State) consistentObjects(places int) error {
	for r := range s.Waiting {
		l := s.Waiting[r]
		for _, g := range l.All() {
			if v := s.G(g); v.Reason != Reason(r) || v.Obj != NoObj {
				return fmt.Errorf("%v stands among those that wait for %q, found it waiting for %q of object %d", g, Reason(r), v.Reason, v.Obj)
			}
		}
		places -= l.Len()
		if err := s.ascending(l); err != nil {
			return err
		}
	}
	for id := ObjID(1); int(id) <= s.Objects(); id++ {
		o := s.O(id)
		for _, send := range []bool{false, true} {
			l := o.Waiters
			if send {
				l = o.Senders
			}
			for _, g := range l.All() {
				if int(g) >= s.gs.n || !s.waitsAt(g, id, send) {
					return fmt.Errorf("%v stands in a queue (senders: %t) of object %d, for which it does not wait", g, send, id)
				}
			}
			places -= l.Len()
			if err := s.ascending(l); err != nil {
				return err
			}
		}
		if o.Holder != NoG && len(o.Readers) > 0 {
			return fmt.Errorf("object %d is held for writing by %v and for reading by %v", id, o.Holder, o.Readers)
		}
	}
	if places != 0 {
		return fmt.Errorf("%d of the places where goroutines wait are in no queue", places)
	}
	return nil
}

func (s *State) waitsAt(g GID, obj ObjID, send bool) bool {
	if v := s.G(g); v.Obj == obj && v.Reason.sends() == send {
		return true
	}
	return slices.ContainsFunc(s.Cases(g), func(c Case) bool { return c.Obj == obj && c.Send == send })
}

// Difference says in what two states differ, as far as they can be seen; nil
// if in nothing. It takes time in the size of the states.
func Difference(want, found *State) error {
	for _, p := range []struct {
		name        string
		want, found any
	}{
		{"step", want.Step, found.Step}, {"time", want.Time, found.Time}, {"work", want.Work, found.Work},
		{"counts", want.Counts, found.Counts}, {"end", want.Ended, found.Ended},
		{"number of goroutines", want.Goroutines(), found.Goroutines()}, {"number of Ps", len(want.Ps), len(found.Ps)},
		{"number of objects", want.Objects(), found.Objects()},
	} {
		if p.want != p.found {
			return fmt.Errorf("expected %s %v, found %v", p.name, p.want, p.found)
		}
	}
	for g := MainG; int(g) <= want.Goroutines(); g++ {
		a, b := want.G(g).seen(), found.G(g).seen()
		if a != b || want.Text(g) != found.Text(g) || !slices.Equal(want.Cases(g), found.Cases(g)) {
			return fmt.Errorf("expected %v to be %+v with %q and %v, found %+v with %q and %v", g, a, want.Text(g), want.Cases(g), b, found.Text(g), found.Cases(g))
		}
	}
	for i := range want.Ps {
		a, b := &want.Ps[i], &found.Ps[i]
		if a.Running != b.Running || a.Next != b.Next || !a.Local.same(b.Local) {
			return fmt.Errorf("expected P%d to run %v, then %v and %v, found %v, %v and %v", i, a.Running, a.Next, a.Local, b.Running, b.Next, b.Local)
		}
	}
	if !want.Global.same(found.Global) {
		return fmt.Errorf("expected the global queue %v, found %v", want.Global, found.Global)
	}
	for r := range want.Waiting {
		if a, b := want.Waiting[r], found.Waiting[r]; !a.same(b) {
			return fmt.Errorf("expected %v to wait for %q, found %v", a, Reason(r), b)
		}
	}
	for id := ObjID(1); int(id) <= want.Objects(); id++ {
		if a, b := want.O(id), found.O(id); !a.same(b) {
			return fmt.Errorf("expected object %d to be %+v, found %+v", id, *a, *b)
		}
	}
	return nil
}

// seen returns v without what only Apply knows.
func (v *GView) seen() GView {
	w := *v
	w.offer, w.ticket = 0, 0
	return w
}

func (o *OView) same(w *OView) bool {
	return o.Made == w.Made && o.Closed == w.Closed && slices.Equal(o.Buf, w.Buf) && o.Senders.same(w.Senders) &&
		o.Waiters.same(w.Waiters) && o.Holder == w.Holder && slices.Equal(o.Readers, w.Readers) &&
		o.Counter == w.Counter && o.Until == w.Until && o.Cancelled == w.Cancelled && o.Cause == w.Cause
}

func (l Line) same(m Line) bool { return l.n == m.n && slices.Equal(l.appendTo(nil), m.appendTo(nil)) }

// String lists who stands in the line, for messages.
func (l Line) String() string { return fmt.Sprint(l.appendTo(nil)) }

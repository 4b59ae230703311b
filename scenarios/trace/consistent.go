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
	for i := range s.Gs[1:] {
		g := &s.Gs[i+1]
		counts[g.State]++
		if g.Obj != NoObj {
			places++
		}
		for _, c := range g.Cases {
			if c.Obj != NoObj {
				places++
			}
		}
		if (g.State == Running) != (g.P != NoP && g.Queue == NoQueue) || (g.State == Runnable) != (g.Queue != NoQueue) {
			return fmt.Errorf("%v is %v, found in queue %v of %v", GID(i+1), g.State, g.Queue, g.P)
		}
		if (g.State == Blocked) != (g.Reason != NoReason) {
			return fmt.Errorf("%v is %v, found waiting for %q", GID(i+1), g.State, g.Reason)
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
		if int(g) >= len(s.Gs) {
			return fmt.Errorf("%v in queue %v of %v does not exist", g, q, p)
		}
		if v := &s.Gs[g]; v.State != state || v.Queue != q || v.P != p {
			return fmt.Errorf("%v stands in queue %v of %v, found it %v in %v of %v", g, q, p, v.State, v.Queue, v.P)
		}
		if state == Running {
			running++
		} else {
			runnable++
		}
		return nil
	}
	all := func(gs []GID, q Queue, p PID) error {
		for _, g := range gs {
			if err := in(g, Runnable, q, p); err != nil {
				return err
			}
		}
		return s.ascending(gs)
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

// ascending checks what remove relies on.
func (s *State) ascending(q []GID) error {
	for i := 1; i < len(q); i++ {
		if a, b := s.Gs[q[i-1]].ticket, s.Gs[q[i]].ticket; a > b || a == b && q[i-1] != q[i] {
			return fmt.Errorf("%v with ticket %d stands before %v with ticket %d", q[i-1], a, q[i], b)
		}
	}
	return nil
}

func (s *State) consistentObjects(places int) error {
	for i := range s.Objs {
		o := &s.Objs[i]
		for _, send := range []bool{false, true} {
			q := o.Waiters
			if send {
				q = o.Senders
			}
			for _, g := range q {
				if int(g) >= len(s.Gs) || !s.Gs[g].waitsAt(ObjID(i), send) {
					return fmt.Errorf("%v stands in a queue (senders: %t) of object %d, for which it does not wait", g, send, i)
				}
			}
			places -= len(q)
			if err := s.ascending(q); err != nil {
				return err
			}
		}
		if o.Holder != NoG && len(o.Readers) > 0 {
			return fmt.Errorf("object %d is held for writing by %v and for reading by %v", i, o.Holder, o.Readers)
		}
	}
	if places != 0 {
		return fmt.Errorf("%d of the places where goroutines wait are in no queue", places)
	}
	return nil
}

func (v *GView) waitsAt(obj ObjID, send bool) bool {
	if v.Obj == obj && v.Reason.sends() == send {
		return true
	}
	return slices.ContainsFunc(v.Cases, func(c Case) bool { return c.Obj == obj && c.Send == send })
}

// same reports in what two states differ, as far as they can be seen.
func same(want, found *State) error {
	for _, p := range []struct {
		name        string
		want, found any
	}{
		{"step", want.Step, found.Step}, {"time", want.Time, found.Time}, {"work", want.Work, found.Work},
		{"counts", want.Counts, found.Counts}, {"end", want.Ended, found.Ended},
		{"number of goroutines", len(want.Gs), len(found.Gs)}, {"number of Ps", len(want.Ps), len(found.Ps)},
		{"number of objects", len(want.Objs), len(found.Objs)},
	} {
		if p.want != p.found {
			return fmt.Errorf("expected %s %v, found %v", p.name, p.want, p.found)
		}
	}
	for i := range want.Gs {
		if a, b := &want.Gs[i], &found.Gs[i]; !a.same(b) {
			return fmt.Errorf("expected G%d to be %+v, found %+v", i, *a, *b)
		}
	}
	for i := range want.Ps {
		a, b := &want.Ps[i], &found.Ps[i]
		if a.Running != b.Running || a.Next != b.Next || !slices.Equal(a.Local, b.Local) {
			return fmt.Errorf("expected P%d to be %+v, found %+v", i, *a, *b)
		}
	}
	if !slices.Equal(want.Global, found.Global) {
		return fmt.Errorf("expected the global queue %v, found %v", want.Global, found.Global)
	}
	for i := range want.Objs {
		if a, b := &want.Objs[i], &found.Objs[i]; !a.same(b) {
			return fmt.Errorf("expected object %d to be %+v, found %+v", i, *a, *b)
		}
	}
	return nil
}

func (v *GView) same(w *GView) bool {
	return v.State == w.State && v.Queue == w.Queue && v.Reason == w.Reason && v.P == w.P && v.Obj == w.Obj &&
		v.Site == w.Site && v.Since == w.Since && v.Until == w.Until && v.Waker == w.Waker && v.Text == w.Text &&
		slices.Equal(v.Cases, w.Cases)
}

func (o *OView) same(w *OView) bool {
	return o.Made == w.Made && o.Closed == w.Closed && slices.Equal(o.Buf, w.Buf) && slices.Equal(o.Senders, w.Senders) &&
		slices.Equal(o.Waiters, w.Waiters) && o.Holder == w.Holder && slices.Equal(o.Readers, w.Readers) &&
		o.Counter == w.Counter && o.Until == w.Until && o.Cancelled == w.Cancelled && o.Cause == w.Cause
}

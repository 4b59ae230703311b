package model

import (
	"slices"

	"gopark/scenarios/trace"
)

// make is for an object that appears.
func (s *sentence) make() {
	e, r := s.e, s.run
	kind := r.kindOf(e.Obj)
	until := timeArg("until", trace.Time(e.Arg))
	left := timeArg("time", max(0, trace.Time(e.Arg)-e.Time))
	typ := r.Trace.Objects[e.Obj].Type
	if typ == "" {
		typ = r.Language.Plain("kind." + kindKey(kind))
	}
	s.say("make."+kindKey(kind), until, left, textArg("type", typ), number("n", r.capacity(e.Obj)))
	below := r.parent(e.Obj) != trace.NoObj
	switch kind {
	case trace.ObjChan:
		switch {
		case e.Arg == trace.MadeClosed:
			s.key = "make.chan.closed"
		case below:
			s.key = "make.done"
		case r.capacity(e.Obj) > 0:
			s.key = "make.chan.buffered"
		}
	case trace.ObjTimer:
		if below {
			s.key = "make.timer.context"
		}
	case trace.ObjContext:
		switch {
		case e.Arg > 0 && below:
			s.key = "make.deadline.below"
		case e.Arg > 0:
			s.key = "make.deadline"
		case typ == "context.WithoutCancel" && below:
			s.key = "make.context.free"
		case below:
			s.key = "make.context.below"
		}
	}
}

// channel is for what goes through channels.
func (s *sentence) channel() {
	e, r := s.e, s.run
	left := s.after.Waiters.Len()
	n := len(s.after.Buf)
	switch e.Kind {
	case trace.KSend:
		key := "send.buffer"
		switch {
		case e.G == trace.NoG && e.By != trace.NoG:
			key = "send.timer.to"
		case e.G == trace.NoG:
			key = "send.timer.buffer"
		case e.By != trace.NoG:
			// Who is served still stands in the queue.
			key, left = "send.to", max(0, left-1)
		}
		s.say(key, number("left", left), number("n", n))
	case trace.KRecv:
		left = max(0, s.after.Senders.Len()-1)
		key := "recv.buffer"
		switch k := r.kindOf(e.Obj); {
		case e.Arg == 0:
			key = "recv.closed"
		case k == trace.ObjTimer || k == trace.ObjTicker:
			key = "recv.timer"
		case e.By != trace.NoG && len(s.before.Buf) > 0:
			key = "recv.shift"
		case e.By != trace.NoG:
			key = "recv.from"
		}
		s.say(key, number("left", left), number("n", n))
	case trace.KClose:
		s.say("close", number("left", left+s.after.Senders.Len()), number("n", n))
	case trace.KSelect:
		s.choice()
	}
}

// choice is for the case that a select takes.
func (s *sentence) choice() {
	e := s.e
	ready := 0
	for i := range e.Cases {
		if e.Cases[i].Ready {
			ready++
		}
	}
	s.say("select.default", number("n", len(e.Cases)), number("ready", ready))
	if e.Arg < 0 || int(e.Arg) >= len(e.Cases) {
		return
	}
	switch {
	case s.wasWoken():
		s.key = "select.woken"
	case ready > 1:
		s.key = "select.several"
	default:
		s.key = "select.only"
	}
	c := &e.Cases[e.Arg]
	key := "case.recv"
	if c.Send {
		key = "case.send"
	}
	// The event itself has neither an object nor a value.
	s.args = slices.DeleteFunc(s.args, func(a arg) bool { return a.name == "obj" || a.name == "value" })
	s.args = append(s.args, message("case", key), objArg("obj", c.Obj), textArg("value", s.run.value(c.Text)))
}

// wasWoken reports whether the goroutine whose select chooses a case has
// waited in it: its last wait was that, and this is the first it does since.
func (s *sentence) wasWoken() bool {
	ch := s.run.Changes(s.e.G)
	i, _ := slices.BinarySearchFunc(ch, s.to.Step, func(c Change, step trace.Step) int { return int(c.Step - step) })
	if i < 3 || ch[i-1].State != trace.Running || ch[i-3].State != trace.Blocked {
		return false
	}
	blocked := s.run.Trace.Event(int(ch[i-3].Step) - 1)
	if blocked.Reason != trace.ReasonSelect {
		return false
	}
	// Others may act in between, on other Ps.
	for k := int(ch[i-1].Step); k < int(s.to.Step)-1; k++ {
		if e := s.run.Trace.Event(k); e.Actor() == s.e.G {
			return false
		}
	}
	return true
}

// lock is for what happens to locks.
func (s *sentence) lock() {
	e, r := s.e, s.run
	waiting := s.after.Waiters.Len()
	write := r.kindOf(e.Obj) == trace.ObjRWMutex
	switch e.Kind {
	case trace.KLock:
		_, late := slices.BinarySearch(r.lateLocks, s.to.Step)
		before := s.event(-1)
		key := "lock"
		switch {
		case e.By != trace.NoG:
			key = "lock.handed"
		case before.Kind == trace.KMake && before.Obj == e.Obj && before.G != e.G:
			key = "lock.copied"
		case late:
			key = "lock.late"
		case write:
			key = "lock.write"
		case waiting > 0:
			key = "lock.barge"
		}
		s.say(key, number("left", waiting))
	case trace.KUnlock:
		key := "unlock"
		switch {
		case write:
			key = "unlock.write"
		case waiting > 0:
			key = "unlock.waiting"
		}
		s.say(key, number("left", waiting))
	case trace.KRLock:
		s.say("rlock", number("n", len(s.after.Readers)))
	case trace.KRUnlock:
		s.say("runlock", number("n", len(s.after.Readers)))
	}
}

// meet is for what goroutines do to the other kinds of objects.
func (s *sentence) meet() {
	e, r := s.e, s.run
	waiting := number("left", s.after.Waiters.Len())
	switch e.Kind {
	case trace.KAdd:
		key := "add"
		switch {
		case e.Aux < 0:
			key = "add.negative"
		case e.Arg < 0 && e.Aux == 0:
			key = "add.zero"
		case e.Arg < 0:
			key = "add.done"
		}
		// What stands in place of a capacity is the counter.
		s.args = slices.DeleteFunc(s.args, func(a arg) bool { return a.name == "cap" })
		s.say(key, number("n", e.Arg), number("cap", e.Aux), waiting)
	case trace.KDo:
		key := "once.done"
		switch e.Arg {
		case trace.DoBegin:
			key = "once.begin"
		case trace.DoEnd:
			key = "once.end"
		}
		s.say(key)
	case trace.KSignal:
		key := "signal"
		if e.Arg == 1 {
			key = "broadcast"
		}
		s.say(key, waiting)
	case trace.KTimer:
		key := "timer.set"
		switch e.Arg {
		case trace.TimerFire:
			key = "timer.fire"
			if e.Aux != 0 {
				key = "timer.fire.again"
			}
		case trace.TimerStop:
			key = "timer.stop"
		case trace.TimerReset:
			key = "timer.reset"
		}
		s.say(key, timeArg("time", max(0, trace.Time(e.Aux)-e.Time)))
	case trace.KCancel:
		key := "cancel"
		if p := r.parent(e.Obj); p != trace.NoObj && s.from.O(p).Cancelled {
			key = "cancel.too"
		}
		s.say(key)
	}
}

func (r *Run) capacity(o trace.ObjID) int {
	if r.kindOf(o) == trace.ObjNone {
		return 0
	}
	return r.Trace.Objects[o].Cap
}

// parent returns the context that o belongs to.
func (r *Run) parent(o trace.ObjID) trace.ObjID {
	if r.kindOf(o) == trace.ObjNone {
		return trace.NoObj
	}
	return r.Trace.Objects[o].Of
}

package model

import (
	"slices"
	"strings"

	"gopark/scenarios/trace"
)

// block is for a goroutine that stops until somebody wakes it.
func (s *sentence) block() {
	e, r := s.e, s.run
	o := &s.before
	held := o.Holder != trace.NoG
	place := s.after.Waiters.Len()
	if e.Reason == trace.ReasonChanSend {
		place = s.after.Senders.Len()
	}
	s.args = append(s.args, gArg("holder", o.Holder))
	key := "block.io"
	switch e.Reason {
	case trace.ReasonChanReceive:
		switch k := r.kindOf(e.Obj); {
		case k == trace.ObjTimer || k == trace.ObjTicker:
			key = "block.timer"
			if o.Until == 0 {
				key = "block.timer.stopped"
			}
			s.args = append(s.args, timeArg("until", o.Until), timeArg("time", max(0, o.Until-e.Time)))
		case r.parent(e.Obj) != trace.NoObj:
			key = "block.done"
		case r.capacity(e.Obj) > 0:
			key = "block.recv.buffered"
		default:
			key = "block.recv"
		}
	case trace.ReasonChanSend:
		key = "block.send"
		if r.capacity(e.Obj) > 0 {
			key = "block.send.full"
		}
	case trace.ReasonChanReceiveNil:
		key = "block.recv.nil"
	case trace.ReasonChanSendNil:
		key = "block.send.nil"
	case trace.ReasonSelect:
		place = len(e.Cases)
		key = "block.select"
		if !slices.ContainsFunc(e.Cases, func(c trace.Case) bool { return c.Obj != trace.NoObj }) {
			key = "block.select.nil"
		}
	case trace.ReasonSelectNoCases:
		key = "block.select.empty"
	case trace.ReasonSleep:
		key = "block.sleep"
		s.args = append(s.args, timeArg("until", trace.Time(e.Aux)), timeArg("time", trace.Time(e.Aux)-e.Time))
	case trace.ReasonMutexLock:
		switch {
		case r.kindOf(e.Obj) == trace.ObjOnce:
			key = "block.once"
		case o.Holder == e.G:
			key = "block.mutex.own"
		case !held:
			key = "block.mutex"
		case e.Arg == 1:
			key = "block.mutex.lost"
		default:
			key = "block.mutex.held"
		}
	case trace.ReasonRWMutexRLock:
		key = "block.rlock"
		if held {
			key = "block.rlock.held"
		}
	case trace.ReasonRWMutexLock:
		switch {
		case o.Holder == e.G || slices.Contains(o.Readers, e.G):
			key = "block.wlock.own"
		case held:
			key = "block.wlock.held"
		case len(o.Readers) > 0:
			key, place = "block.wlock.readers", len(o.Readers)
		default:
			key = "block.wlock"
		}
	case trace.ReasonWaitGroupWait:
		key, place = "block.waitgroup", int(o.Counter)
	case trace.ReasonCondWait:
		key = "block.cond"
	case trace.ReasonBubbleRun:
		key = "block.bubble.run"
	case trace.ReasonBubbleWait:
		key = "block.bubble.wait"
	}
	next := key + ".next"
	if never := r.never(e.G, s.to.Step); never != "" {
		next = never
		if e.Reason == trace.ReasonSleep {
			next = "never.sleep"
		}
	}
	s.say(key, number("n", place), message("next", next))
}

// never is the key of what to say of a goroutine that blocks at a step and is
// never woken in the whole run; none where that happens, or where the
// recording ends before the program does.
func (r *Run) never(g trace.GID, step trace.Step) string {
	ch := r.Changes(g)
	if n := len(ch); n == 0 || ch[n-1].State != trace.Blocked || ch[n-1].Step != step {
		return ""
	}
	switch {
	case r.cut():
		return ""
	case r.outcome() == trace.OutcomeDeadlock:
		return "never.deadlock"
	}
	return "never"
}

// cut reports whether the recording ends before the program does.
func (r *Run) cut() bool {
	o := r.outcome()
	return o == trace.OutcomeLimit || o == trace.OutcomeStopped
}

// outcome is how the run ended; a recording without an end was stopped.
func (r *Run) outcome() trace.Outcome {
	if n := r.Trace.Len(); n > 0 {
		if e := r.Trace.Event(n - 1); e.Kind == trace.KExit {
			return trace.Outcome(e.Arg)
		}
	}
	return trace.OutcomeStopped
}

// wake is for a goroutine that may go on.
func (s *sentence) wake() {
	e, r := s.e, s.run
	var reason trace.Reason
	if int(e.G) <= s.from.Goroutines() {
		reason = s.from.G(e.G).Reason
	}
	closed, timer := s.before.Closed, e.By == trace.NoG
	key := "wake.io"
	switch reason {
	case trace.ReasonChanReceive:
		switch {
		case timer:
			key = "wake.timer"
		case closed:
			key = "wake.closed"
		default:
			key = "wake.recv"
		}
	case trace.ReasonChanSend:
		key = "wake.send"
		if closed {
			key = "wake.send.closed"
		}
	case trace.ReasonSelect:
		key = "wake.select"
		if timer {
			key = "wake.select.timer"
		}
	case trace.ReasonSleep:
		key = "wake.sleep"
		s.args = append(s.args, timeArg("until", e.Time))
	case trace.ReasonMutexLock:
		next := s.event(1)
		switch {
		case r.kindOf(e.Obj) == trace.ObjOnce:
			key = "wake.once"
		case next.Kind == trace.KYield && next.Arg == trace.YieldHandOff && next.G == e.By:
			key = "wake.mutex.handed"
		default:
			key = "wake.mutex"
		}
	case trace.ReasonRWMutexRLock:
		key = "wake.rlock"
	case trace.ReasonRWMutexLock:
		key = "wake.wlock"
	case trace.ReasonWaitGroupWait:
		key = "wake.waitgroup"
	case trace.ReasonCondWait:
		key = "wake.cond"
	case trace.ReasonBubbleRun:
		key = "wake.bubble.run"
	case trace.ReasonBubbleWait:
		key = "wake.bubble.wait"
	}
	s.say(key, s.queue()...)
}

// whyKeys are the messages for the text table, by what a goroutine waits for.
var whyKeys = [trace.NumReasons]string{
	trace.NoReason:             "why.io",
	trace.ReasonChanReceive:    "why.recv",
	trace.ReasonChanSend:       "why.send",
	trace.ReasonChanReceiveNil: "why.nil",
	trace.ReasonChanSendNil:    "why.nil",
	trace.ReasonSelect:         "why.select",
	trace.ReasonSelectNoCases:  "why.select.empty",
	trace.ReasonSleep:          "why.sleep",
	trace.ReasonMutexLock:      "why.mutex",
	trace.ReasonRWMutexRLock:   "why.rlock",
	trace.ReasonRWMutexLock:    "why.wlock",
	trace.ReasonWaitGroupWait:  "why.waitgroup",
	trace.ReasonCondWait:       "why.cond",
	trace.ReasonIO:             "why.io",
	trace.ReasonBubbleRun:      "why.bubble.run",
	trace.ReasonBubbleWait:     "why.bubble.wait",
}

// whyKey is the message for the text table, by what a goroutine waits for.
func (r *Run) whyKey(reason trace.Reason, obj trace.ObjID) string {
	switch k := r.kindOf(obj); {
	case reason == trace.ReasonChanReceive && (k == trace.ObjTimer || k == trace.ObjTicker):
		return "why.timer"
	case reason == trace.ReasonMutexLock && k == trace.ObjOnce:
		return "why.once"
	}
	return whyKeys[reason]
}

// whyBlocked says why a goroutine blocks, in a few words.
func (r *Run) whyBlocked(e *trace.Event, level Level) []Phrase {
	return r.tell(level, r.whyKey(e.Reason, e.Obj), []arg{
		objArg("obj", e.Obj), textArg("reason", e.Reason.String()), textArg("value", r.value(e.Text)),
		number("n", len(e.Cases)), timeArg("until", trace.Time(e.Aux)),
	})
}

// Why says why g is in its state, in a few words: what it waits for, where it
// runs.
func (c *Cursor) Why(g trace.GID, level Level) string { return plain(c.why(g, level)) }

func (c *Cursor) why(g trace.GID, level Level) []Phrase {
	v := c.To.G(g)
	key := ""
	switch v.State {
	case trace.Running:
		key = "why.running"
	case trace.Runnable:
		key = [trace.NumQueues]string{"", "why.next", "why.local", "why.global"}[v.Queue]
	case trace.Blocked:
		key = c.run.whyKey(v.Reason, v.Obj)
	}
	ps := c.run.tell(level, key, []arg{
		pArg("p", v.P), siteArg("at", v.Site), objArg("obj", v.Obj), textArg("reason", v.Reason.String()),
		textArg("value", c.run.value(c.To.Text(g))), number("n", len(c.To.Cases(g))), timeArg("until", v.Until),
	})
	if len(ps) > 0 { // without the space that a place brings along
		ps[0].Text = strings.TrimLeft(ps[0].Text, " ")
	}
	return ps
}

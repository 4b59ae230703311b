package trace

import (
	"errors"
	"fmt"
	"slices"
)

// field is a set of fields of an Event.
type field uint16

const (
	hasBy field = 1 << iota
	hasP
	hasQueue
	hasReason
	hasObj
	hasArg
	hasAux
	hasText
	hasCases
	noGNeeded // G may be NoG: the runtime acts
)

// fields says what each kind of event carries beside Kind, G, Site, Time and
// Work, as listed at the constants. The codec writes these and no others.
var fields = [NumKinds]field{
	KCreate:  hasBy | hasP,
	KReady:   hasBy | hasP | hasQueue,
	KStart:   hasP | hasQueue,
	KBlock:   hasReason | hasObj | hasArg | hasAux | hasText | hasCases,
	KUnblock: hasBy | hasP | hasQueue | hasObj,
	KYield:   hasP | hasQueue | hasArg,
	KEnd:     hasArg,
	KSteal:   hasP | hasArg | hasAux | noGNeeded,
	KRefill:  hasP | hasArg | noGNeeded,
	KSpill:   hasP | hasArg | noGNeeded,
	KMake:    hasObj | hasArg | noGNeeded,
	KSend:    hasObj | hasBy | hasText | noGNeeded,
	KRecv:    hasObj | hasBy | hasText | hasArg,
	KClose:   hasObj | noGNeeded,
	KSelect:  hasArg | hasCases,
	KLock:    hasObj | hasBy,
	KUnlock:  hasObj,
	KRLock:   hasObj,
	KRUnlock: hasObj,
	KAdd:     hasObj | hasArg | hasAux,
	KDo:      hasObj | hasArg,
	KSignal:  hasObj | hasArg,
	KTimer:   hasObj | hasArg | hasAux | noGNeeded,
	KPrint:   hasArg | hasText | noGNeeded,
	KPanic:   hasText,
	KRecover: hasText,
	KExit:    hasArg | hasAux | hasText | noGNeeded,
	KCancel:  hasObj | hasText,
}

// argMax bounds Arg for the kinds where it is one of a few constants.
var argMax = [NumKinds]int64{
	KBlock:  1,
	KYield:  YieldHandOff,
	KEnd:    EndGoexit,
	KRecv:   1,
	KDo:     DoEnd,
	KSignal: 1,
	KTimer:  TimerReset,
	KPrint:  2,
	KExit:   int64(NumOutcomes) - 1,
}

// shape checks what can be checked of an event alone: that it carries what
// its kind carries and nothing else. P is not looked at where it means
// nothing, since its zero value is a P.
func (e *Event) shape() error {
	if e.Kind == KNone || e.Kind >= NumKinds {
		return fmt.Errorf("expected a kind of event, found %v", e.Kind)
	}
	f := fields[e.Kind]
	switch {
	case e.By != NoG && f&hasBy == 0:
		return fmt.Errorf("carries By %v, which this kind does not have", e.By)
	case e.Queue != NoQueue && f&hasQueue == 0:
		return fmt.Errorf("carries Queue %v, which this kind does not have", e.Queue)
	case e.Reason != NoReason && f&hasReason == 0:
		return fmt.Errorf("carries Reason %v, which this kind does not have", e.Reason)
	case e.Obj != NoObj && f&hasObj == 0:
		return fmt.Errorf("carries Obj %d, which this kind does not have", e.Obj)
	case e.Arg != 0 && f&hasArg == 0:
		return fmt.Errorf("carries Arg %d, which this kind does not have", e.Arg)
	case e.Aux != 0 && f&hasAux == 0:
		return fmt.Errorf("carries Aux %d, which this kind does not have", e.Aux)
	case e.Text != "" && f&hasText == 0:
		return fmt.Errorf("carries Text %q, which this kind does not have", e.Text)
	case e.Cases != nil && f&hasCases == 0:
		return errors.New("carries Cases, which this kind does not have")
	case e.G == NoG && f&noGNeeded == 0:
		return errors.New("expected a goroutine, found none")
	case f&hasQueue != 0 && (e.Queue == NoQueue || e.Queue >= NumQueues):
		return fmt.Errorf("expected a queue, found %v", e.Queue)
	case len(e.Cases) > MaxCases:
		return fmt.Errorf("expected at most %d cases, found %d", MaxCases, len(e.Cases))
	case argMax[e.Kind] > 0 && (e.Arg < 0 || e.Arg > argMax[e.Kind]):
		return fmt.Errorf("expected Arg from 0 to %d, found %d", argMax[e.Kind], e.Arg)
	}
	switch e.Kind {
	case KBlock:
		return e.blockShape()
	case KPrint:
		if e.Arg == 0 {
			return errors.New("expected Arg 1 or 2, found 0")
		}
	case KSelect:
		if e.Arg < -1 || e.Arg >= int64(len(e.Cases)) {
			return fmt.Errorf("expected to choose one of %d cases or -1, found %d", len(e.Cases), e.Arg)
		}
		if e.Arg >= 0 && !e.Cases[e.Arg].Ready {
			return fmt.Errorf("chooses case %d, which is not ready", e.Arg)
		}
	case KMake:
		if e.Arg < MadeClosed {
			return fmt.Errorf("expected a time, found Arg %d", e.Arg)
		}
	case KTimer:
		if e.Aux < 0 || e.Aux != 0 && e.Arg == TimerStop {
			return fmt.Errorf("expected a time (0 for a stop), found Aux %d", e.Aux)
		}
	}
	return nil
}

// hasObj reports whether who waits for r waits at one object.
func (r Reason) hasObj() bool {
	switch r {
	case ReasonChanReceive, ReasonChanSend, ReasonMutexLock, ReasonRWMutexRLock, ReasonRWMutexLock, ReasonWaitGroupWait, ReasonCondWait:
		return true
	}
	return false
}

func (e *Event) blockShape() error {
	r := e.Reason
	if r == NoReason || r >= NumReasons {
		return fmt.Errorf("expected a reason, found %v", r)
	}
	needsObj := r.hasObj()
	switch {
	case needsObj && e.Obj == NoObj:
		return fmt.Errorf("waits for %v, expected an object, found none", r)
	case !needsObj && e.Obj != NoObj:
		return fmt.Errorf("waits for %v, expected no object, found %d", r, e.Obj)
	case e.Arg == 1 && (!needsObj || r.sends()):
		return fmt.Errorf("waits for %v, which has no queue to be at the front of", r)
	case e.Aux != 0 && r != ReasonSleep || e.Aux < 0:
		return fmt.Errorf("waits for %v, expected no end of sleep, found Aux %d", r, e.Aux)
	case e.Text != "" && r != ReasonChanSend && r != ReasonChanSendNil:
		return fmt.Errorf("waits for %v, expected no value to send, found %q", r, e.Text)
	case (len(e.Cases) > 0) != (r == ReasonSelect) || e.Cases != nil && len(e.Cases) == 0:
		return fmt.Errorf("waits for %v with %d cases", r, len(e.Cases))
	}
	return nil
}

// legal reports why e may not happen in s.
func (s *State) legal(e *Event) error {
	if err := e.shape(); err != nil {
		return err
	}
	switch {
	case s.Ended:
		return errors.New("expected nothing after the exit")
	case e.Time < s.Time:
		return fmt.Errorf("expected time ≥ %d ns, found %d", s.Time, e.Time)
	case e.Work < s.Work:
		return fmt.Errorf("expected work ≥ %d, found %d", s.Work, e.Work)
	case int(e.By) >= s.gs.n:
		return fmt.Errorf("field By names %v, which does not exist", e.By)
	}
	for i := range e.Cases {
		c := &e.Cases[i]
		if int(c.Obj) >= s.objs.n {
			return fmt.Errorf("case %d names object %d, which does not exist", i, c.Obj)
		}
		if c.Text != "" && !c.Send {
			return fmt.Errorf("case %d receives, expected no value to send, found %q", i, c.Text)
		}
	}
	if e.Kind == KCreate {
		if int(e.G) != s.gs.n {
			return fmt.Errorf("expected G%d, the next to be created", s.gs.n)
		}
		if e.P != NoP && !s.validP(e.P) {
			return s.noSuchP(e.P)
		}
		return s.acts(e.By)
	}
	if int(e.G) >= s.gs.n {
		return errors.New("the goroutine does not exist")
	}
	info := &kinds[e.Kind]
	if info.To != None {
		if found := s.G(e.G).State; found != info.From {
			return fmt.Errorf("expected the goroutine to be %v, found %v", info.From, found)
		}
		return s.legalTransition(e)
	}
	switch e.Kind {
	case KExit:
		return nil // of an ended main, or of any other
	case KLock, KRLock:
		// A lock may be handed to a goroutine that still waits.
		if v := s.G(e.G).State; v == Created || v == Done {
			return fmt.Errorf("expected the goroutine to be alive, found %v", v)
		}
	default:
		if err := s.acts(e.G); err != nil {
			return err
		}
	}
	switch e.Kind {
	case KSteal, KRefill, KSpill:
		return s.legalQueueMove(e)
	case KMake:
		if int(e.Obj) != s.objs.n {
			return fmt.Errorf("expected object %d, the next to be made, found %d", s.objs.n, e.Obj)
		}
		return nil
	}
	if fields[e.Kind]&hasObj != 0 {
		if e.Obj == NoObj || int(e.Obj) >= s.objs.n {
			return fmt.Errorf("object %d does not exist", e.Obj)
		}
		return s.legalAct(e, s.O(e.Obj))
	}
	return nil
}

func (s *State) validP(p PID) bool { return p >= 0 && int(p) < len(s.Ps) }

func (s *State) noSuchP(p PID) error {
	return fmt.Errorf("expected one of %d Ps, found %v", len(s.Ps), p)
}

// acts checks that g can do something now.
func (s *State) acts(g GID) error {
	if g != NoG && s.G(g).State != Running {
		return fmt.Errorf("expected %v, who acts, to be running, found %v", g, s.G(g).State)
	}
	return nil
}

func (s *State) legalTransition(e *Event) error {
	g := s.G(e.G)
	switch e.Kind {
	case KStart:
		if !s.validP(e.P) {
			return s.noSuchP(e.P)
		}
		if r := s.Ps[e.P].Running; r != NoG {
			return fmt.Errorf("expected %v to be idle, found %v running on it", e.P, r)
		}
		if g.Queue != e.Queue || e.Queue != QGlobal && g.P != e.P {
			return fmt.Errorf("expected it in queue %v of %v, found it in %v of %v", e.Queue, e.P, g.Queue, g.P)
		}
	case KBlock:
		if int(e.Obj) >= s.objs.n {
			return fmt.Errorf("object %d does not exist", e.Obj)
		}
	case KUnblock:
		if err := s.acts(e.By); err != nil {
			return err
		}
		ready := e.Obj == g.Obj
		if g.Reason == ReasonSelect {
			ready = e.Obj != NoObj && slices.ContainsFunc(s.Cases(e.G), func(c Case) bool { return c.Obj == e.Obj })
		}
		if !ready {
			return fmt.Errorf("woken through object %d, which it does not wait for (%v, object %d)", e.Obj, g.Reason, g.Obj)
		}
		return s.legalPut(e)
	case KReady:
		if err := s.acts(e.By); err != nil {
			return err
		}
		return s.legalPut(e)
	case KYield:
		return s.legalPut(e)
	}
	return nil
}

// legalPut checks where a goroutine is put that becomes runnable.
func (s *State) legalPut(e *Event) error {
	if e.Queue == QGlobal {
		if e.P != NoP && !s.validP(e.P) {
			return s.noSuchP(e.P)
		}
		return nil
	}
	if !s.validP(e.P) {
		return s.noSuchP(e.P)
	}
	p := &s.Ps[e.P]
	if p.Local.n > LocalCap && (e.Queue == QLocal || p.Next != NoG) {
		return fmt.Errorf("expected %v to spill, found %d in its local queue", e.P, p.Local.n)
	}
	return nil
}

func (s *State) legalQueueMove(e *Event) error {
	if !s.validP(e.P) {
		return s.noSuchP(e.P)
	}
	n := e.Arg
	local := s.Ps[e.P].Local.n
	var from int
	switch e.Kind {
	case KSteal:
		if e.Aux < 0 || e.Aux >= int64(len(s.Ps)) || e.Aux == int64(e.P) {
			return fmt.Errorf("expected another P to steal from, found P%d", e.Aux)
		}
		victim := &s.Ps[e.Aux]
		from = victim.Local.n
		if from == 0 && victim.Next != NoG {
			from = 1
		}
	case KRefill:
		from = s.Global.n
	case KSpill:
		if local == 0 {
			return fmt.Errorf("expected a full local queue of %v, found it empty", e.P)
		}
		from = local - 1
	}
	if n < 1 || n > int64(from) {
		return fmt.Errorf("expected to move from 1 to %d goroutines, found %d", from, n)
	}
	if e.Kind != KSpill && int64(local)+n > LocalCap {
		return fmt.Errorf("expected room in the local queue of %v, found %d in it and %d more", e.P, local, n)
	}
	return nil
}

func (s *State) legalAct(e *Event, o *OView) error {
	switch e.Kind {
	case KSend:
		if o.Closed {
			return fmt.Errorf("expected channel %d to be open", e.Obj)
		}
		if e.By != NoG && (o.Waiters.head() != e.By) {
			return fmt.Errorf("expected %v to be the first receiver waiting at object %d, found %v", e.By, e.Obj, o.Waiters.head())
		}
	case KRecv:
		return s.legalRecv(e, o)
	case KClose:
		if o.Closed {
			return fmt.Errorf("expected channel %d to be open", e.Obj)
		}
	case KLock:
		if o.Holder != NoG || len(o.Readers) > 0 {
			return fmt.Errorf("expected object %d to be free, found it held by %v and %d readers", e.Obj, o.Holder, len(o.Readers))
		}
	case KUnlock:
		if o.Holder == NoG {
			return fmt.Errorf("expected object %d to be locked, found it free", e.Obj)
		}
	case KRLock:
		if o.Holder != NoG {
			return fmt.Errorf("expected object %d to have no writer, found %v", e.Obj, o.Holder)
		}
	case KRUnlock:
		if len(o.Readers) == 0 {
			return fmt.Errorf("expected object %d to have readers, found none", e.Obj)
		}
	case KAdd:
		if want := o.Counter + e.Arg; e.Aux != want {
			return fmt.Errorf("expected the counter of object %d to become %d, found %d", e.Obj, want, e.Aux)
		}
	case KCancel:
		if o.Cancelled {
			return fmt.Errorf("expected context %d not to be cancelled yet", e.Obj)
		}
	case KDo:
		begun, done := o.Holder != NoG, o.Counter == 1
		switch {
		case e.Arg == DoBegin && (begun || done),
			e.Arg == DoEnd && o.Holder != e.G,
			e.Arg == DoDone && !done:
			return fmt.Errorf("do %d at once %d, found it run by %v, done: %t", e.Arg, e.Obj, o.Holder, done)
		}
	}
	return nil
}

func (s *State) legalRecv(e *Event, o *OView) error {
	if e.Arg == 0 {
		if !o.Closed || len(o.Buf) > 0 || e.By != NoG {
			return fmt.Errorf("expected object %d to be closed and empty, found closed: %t, %d values, by %v", e.Obj, o.Closed, len(o.Buf), e.By)
		}
		return nil
	}
	if e.By != NoG && (o.Senders.head() != e.By) {
		return fmt.Errorf("expected %v to be the first sender waiting at object %d, found %v", e.By, e.Obj, o.Senders.head())
	}
	var value string
	switch {
	case len(o.Buf) > 0:
		value = o.Buf[0]
	case e.By != NoG:
		value = s.offered(e.By, e.Obj)
	default:
		return fmt.Errorf("expected a value in object %d, found none", e.Obj)
	}
	if e.Text != value {
		return fmt.Errorf("expected to take %q, the oldest value, out of object %d, found %q", value, e.Obj, e.Text)
	}
	return nil
}

package model

import "gopark/scenarios/trace"

// object explains one: what such a thing is for, who made it, what is in it
// and who waits, and what has happened to it so far.
func (x *explainer) object(o trace.ObjID) {
	r := x.run
	kind := r.kindOf(o)
	if kind == trace.ObjNone {
		return
	}
	c := &r.Trace.Objects[o]
	typ := c.Type
	if typ == "" {
		typ = r.Language.Plain("kind." + kindKey(kind))
	}
	key := "obj.title"
	if c.Name == "" {
		key = "obj.title.unnamed"
	}
	x.title(key, objArg("obj", o), arg{name: "kind", kind: argWords, text: r.Language.Plain("kind." + kindKey(kind))}, textArg("type", typ))
	x.line(r.kindOfThing(o), number("cap", c.Cap), objArg("parent", c.Of))
	step := r.MadeAt(o)
	if step == 0 {
		return
	}
	made := r.event(step)
	origin := []arg{gArg("g", made.G), siteArg("at", made.Site), number("step", step)}
	if step > x.Step() {
		x.line("obj.future", origin...)
		return
	}
	switch kind {
	case trace.ObjMutex, trace.ObjRWMutex, trace.ObjWaitGroup, trace.ObjOnce, trace.ObjCond:
		x.line("obj.met", origin...)
	default:
		x.line("obj.made", origin...)
	}
	x.inside(o, kind)
	x.soFar(o, kind)
}

// kindOfThing is the key of what an object is for.
func (r *Run) kindOfThing(o trace.ObjID) string {
	c := &r.Trace.Objects[o]
	switch {
	case c.Kind == trace.ObjChan && c.Of != trace.NoObj:
		return "obj.done"
	case c.Kind == trace.ObjChan && c.Cap > 0:
		return "obj.chan.buffered"
	case r.isTimerOf(o):
		return "obj.timer.context"
	}
	return "obj." + kindKey(c.Kind)
}

// inside says what an object holds, who holds it, and who waits for it.
func (x *explainer) inside(o trace.ObjID, kind trace.ObjKind) {
	r, v := x.run, x.To.O(o)
	until, left := timeArg("until", v.Until), timeArg("time", max(0, v.Until-x.To.Time))
	waiters := "obj.waiters"
	switch kind {
	case trace.ObjChan:
		waiters = "obj.recvq"
		n := len(v.Buf)
		switch {
		case v.Closed:
			x.line("obj.chan.closed", number("n", n))
		case n > 0:
			x.line("obj.chan.holds", number("n", n), number("cap", r.capacity(o)), x.values(v.Buf))
		case r.capacity(o) > 0:
			x.line("obj.chan.empty")
		}
		x.lineOf("obj.sendq", v.Senders)
	case trace.ObjMutex, trace.ObjRWMutex:
		_, since := r.usesUntil(o, x.Step())
		switch {
		case len(v.Readers) > 0:
			x.line("obj.held.read", number("n", len(v.Readers)), x.names(len(v.Readers), func(i int) trace.GID { return v.Readers[i] }))
		case v.Holder == trace.NoG:
			x.line("obj.free")
		case kind == trace.ObjRWMutex:
			x.line("obj.held.write", gArg("holder", v.Holder), number("step", since))
		default:
			x.line("obj.held", gArg("holder", v.Holder), number("step", since))
		}
	case trace.ObjWaitGroup:
		x.line("obj.counter", number("n", v.Counter))
	case trace.ObjOnce:
		switch {
		case v.Holder != trace.NoG:
			x.line("obj.once.runs", gArg("holder", v.Holder))
		case v.Counter == 1:
			x.line("obj.once.over")
		default:
			x.line("obj.once.new")
		}
	case trace.ObjTimer, trace.ObjTicker:
		if v.Until > 0 {
			x.line("obj.timer.set", until, left)
		} else {
			x.line("obj.timer.off")
		}
	case trace.ObjContext:
		switch {
		case v.Cancelled:
			x.line("obj.context.cancelled", textArg("message", quote(v.Cause, maxQuote)))
		case v.Until > 0:
			x.line("obj.context.deadline", until, left)
		default:
			x.line("obj.context.live")
		}
		if p := r.parent(o); p != trace.NoObj {
			x.line("obj.context.parent", objArg("parent", p))
		}
	}
	x.lineOf(waiters, v.Waiters)
}

// values lists the first values in a buffer.
func (x *explainer) values(buf []string) arg {
	var items [][]Phrase
	for _, v := range buf[:min(len(buf), maxNames)] {
		items = append(items, []Phrase{{Text: shorten(x.run.value(v), maxQuote/3)}})
	}
	return phrasesArg("list", x.run.join(x.level, items, len(buf)-len(items)))
}

// sofarKeys are the messages that say what has happened to an object of a
// kind.
var sofarKeys = [trace.NumObjKinds]string{
	trace.ObjChan:      "obj.sofar.chan",
	trace.ObjMutex:     "obj.sofar.mutex",
	trace.ObjRWMutex:   "obj.sofar.rwmutex",
	trace.ObjWaitGroup: "obj.sofar.waitgroup",
	trace.ObjOnce:      "obj.sofar.once",
	trace.ObjCond:      "obj.sofar.cond",
	trace.ObjTimer:     "obj.sofar.timer",
	trace.ObjTicker:    "obj.sofar.timer",
}

func (x *explainer) soFar(o trace.ObjID, kind trace.ObjKind) {
	key := sofarKeys[kind]
	if key == "" || kind == trace.ObjChan && x.run.parent(o) != trace.NoObj {
		return
	}
	n, _ := x.run.usesUntil(o, x.Step())
	x.line(key, number("a", n[useA]), number("b", n[useB]), number("waits", n[useWait]))
}

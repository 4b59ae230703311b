package trace

import "fmt"

// Events are written as differences to what a context predicts. The context
// is reset at the start of every block, so that a block is read without the
// ones before it. Predictions use the events of the block only, never the
// State: reading an event does not require replaying.
//
// An event is
//
//	head    1 byte: the kind, and the flags below
//	work    if headWork: Work − the previous event's
//	time    if headTime: Time − the previous event's
//	actor   if headActor: who acts, when it is not who acted last (see actor)
//	site    the number of the site
//	        and then, in this order, what the kind carries (see fields).
//
// KCreate's G and KMake's Obj are not written: they are the next in order.
const (
	headKind  = 1<<5 - 1
	headActor = 1 << 5
	headWork  = 1 << 6
	headTime  = 1 << 7
)

// recentActors is how many goroutines are remembered as having acted lately;
// as many as Ps, mostly, take turns.
const recentActors = 8

// An actor is a goroutine that acts and the P it was last seen on.
type actor struct {
	g GID
	p PID
}

type context struct {
	blockStart
	actors  [recentActors]actor // the latest first
	started GID                 // of the last KStart
	target  GID                 // the goroutine last woken or handed something
	counter int64               // last value of a wait group
	objs    [256]ObjID          // the last object met at a site, by the site's low bits
}

// blockStart is the part of the context that a block does not start without.
type blockStart struct {
	time    Time
	work    Work
	created GID // the newest goroutine
	made    ObjID
	texts   int // how many entries of the text table are used
}

func newContext(b blockStart) context {
	c := context{blockStart: b}
	for i := range c.actors {
		c.actors[i].p = NoP
	}
	return c
}

// actorFirst is the code of the goroutine started last; codes below it index
// actors. Index 0 is never written: its flag is off instead.
const actorFirst = recentActors

// toFront makes actors[i] the latest.
func (c *context) toFront(i int) {
	a := c.actors[i]
	copy(c.actors[1:i+1], c.actors[:i])
	c.actors[0] = a
}

func (c *context) newActor(g GID) {
	copy(c.actors[1:], c.actors[:])
	// Whoever starts or appears most likely takes over the P of who left.
	c.actors[0] = actor{g, c.actors[1].p}
}

func (c *context) obj(site SiteID, nth int) *ObjID {
	return &c.objs[uint8(int(site)+nth)]
}

// texter gives the number of a text, new ones being numbered in order.
type texter interface{ text(string) int }

// appendEvent appends e, which must be legal, to b.
func (c *context) appendEvent(b []byte, e *Event, texts texter) []byte {
	at := len(b)
	head := byte(e.Kind)
	b = append(b, 0)
	if d := e.Work - c.work; d != 0 {
		head |= headWork
		b = appendUint(b, uint64(d))
		c.work = e.Work
	}
	if d := e.Time - c.time; d != 0 {
		head |= headTime
		b = appendUint(b, uint64(d))
		c.time = e.Time
	}
	if g := e.Actor(); g != c.actors[0].g {
		head |= headActor
		b = c.appendActor(b, g)
	}
	b[at] = head
	b = appendUint(b, uint64(e.Site))
	f := fields[e.Kind]
	switch e.Kind {
	case KCreate:
		c.created = e.G
		c.target = e.G
	case KReady, KUnblock:
		b = appendInt(b, diff(e.G, c.target))
		c.target = e.G
	case KStart:
		c.started = e.G
	case KSend, KRecv, KLock:
		if e.By == NoG {
			b = append(b, 0)
		} else {
			b = appendUint(b, 1+zigzag(diff(e.By, c.target)))
			c.target = e.By
		}
	}
	if f&hasP != 0 {
		b = appendUint(b, zigzag(int64(e.P)-int64(c.actors[0].p))*uint64(NumQueues)+uint64(e.Queue))
		if e.Kind == KStart {
			c.actors[0].p = e.P
		}
	}
	if f&hasReason != 0 {
		b = appendUint(b, uint64(e.Reason)<<1|uint64(e.Arg))
	}
	if e.Kind == KMake {
		c.made = e.Obj
	} else if e.carriesObj() {
		last := c.obj(e.Site, 0)
		b = appendInt(b, diff(e.Obj, *last))
		*last = e.Obj
	}
	if f&hasArg != 0 && e.Kind != KBlock {
		b = appendInt(b, e.Arg)
	}
	if e.carriesAux() {
		b = appendInt(b, e.Aux-c.aux(e))
		if e.Kind == KAdd {
			c.counter = e.Aux
		}
	}
	if e.carriesText() {
		b = c.appendText(b, texts.text(e.Text))
	}
	if e.carriesCases() {
		b = appendUint(b, uint64(len(e.Cases)))
		for i := range e.Cases {
			k := &e.Cases[i]
			last := c.obj(e.Site, i+1)
			b = appendUint(b, zigzag(diff(k.Obj, *last))<<2|bit(k.Send, 1)|bit(k.Ready, 2))
			*last = k.Obj
			if k.Send {
				b = c.appendText(b, texts.text(k.Text))
			}
		}
	}
	return b
}

func bit(set bool, value uint64) uint64 {
	if set {
		return value
	}
	return 0
}

// The parts of a KBlock depend on its reason.

func (e *Event) carriesObj() bool {
	return fields[e.Kind]&hasObj != 0 && (e.Kind != KBlock || e.Reason.hasObj())
}

func (e *Event) carriesAux() bool {
	return fields[e.Kind]&hasAux != 0 && (e.Kind != KBlock || e.Reason == ReasonSleep)
}

func (e *Event) carriesText() bool {
	return fields[e.Kind]&hasText != 0 && (e.Kind != KBlock || e.Reason == ReasonChanSend || e.Reason == ReasonChanSendNil)
}

func (e *Event) carriesCases() bool {
	return fields[e.Kind]&hasCases != 0 && (e.Kind != KBlock || e.Reason == ReasonSelect)
}

// aux is what Aux is written as the difference to.
func (c *context) aux(e *Event) int64 {
	switch e.Kind {
	case KBlock, KTimer:
		return int64(e.Time)
	case KAdd:
		return c.counter + e.Arg
	}
	return 0
}

func (c *context) appendActor(b []byte, g GID) []byte {
	for i := 1; i < recentActors; i++ {
		if c.actors[i].g == g {
			c.toFront(i)
			return appendUint(b, uint64(i))
		}
	}
	b = appendUint(b, actorFirst+zigzag(diff(g, c.started)))
	c.newActor(g)
	return b
}

// recentTexts is how many of the newest texts are written by their age; older
// ones are written by their number.
const recentTexts = 48

// appendText writes 0 for the next new text, 1 for the newest, and so on.
func (c *context) appendText(b []byte, n int) []byte {
	if n == c.texts {
		c.texts++
		return append(b, 0)
	}
	if age := c.texts - n; age <= recentTexts {
		return append(b, byte(age))
	}
	return appendUint(b, recentTexts+1+uint64(n))
}

// readEvent is the inverse of appendEvent. It checks what it must to be safe
// (r.err is set), not that the event is legal.
func (c *context) readEvent(r *reader, e *Event, texts []string) {
	head := r.byte()
	*e = Event{Kind: Kind(head & headKind), P: NoP}
	if e.Kind == KNone || e.Kind >= NumKinds {
		r.fail(fmt.Errorf("expected a kind of event from 1 to %d, found %d", NumKinds-1, e.Kind))
		return
	}
	if head&headWork != 0 {
		c.work += Work(r.uint())
	}
	if head&headTime != 0 {
		c.time += Time(r.uint())
	}
	e.Work, e.Time = c.work, c.time
	if head&headActor != 0 {
		c.readActor(r)
	}
	by := c.actors[0].g
	e.G = by
	e.Site = SiteID(r.uint())
	f := fields[e.Kind]
	switch e.Kind {
	case KCreate:
		c.created++
		e.G, e.By = c.created, by
		c.target = e.G
	case KReady, KUnblock:
		c.target += GID(r.int())
		e.G, e.By = c.target, by
	case KStart:
		c.started = e.G
	case KSend, KRecv, KLock:
		if code := r.uint(); code > 0 {
			c.target += GID(unzigzag(code - 1))
			e.By = c.target
		}
	}
	if f&hasP != 0 {
		code := r.uint()
		e.P = PID(int64(c.actors[0].p) + unzigzag(code/uint64(NumQueues)))
		e.Queue = Queue(code % uint64(NumQueues))
		if e.Kind == KStart {
			c.actors[0].p = e.P
		}
	}
	if f&hasReason != 0 {
		code := r.uint()
		e.Arg = int64(code & 1)
		if code>>1 >= uint64(NumReasons) {
			r.fail(fmt.Errorf("expected a reason below %d, found %d", NumReasons, code>>1))
			return
		}
		e.Reason = Reason(code >> 1)
	}
	if e.Kind == KMake {
		c.made++
		e.Obj = c.made
	} else if e.carriesObj() {
		last := c.obj(e.Site, 0)
		*last += ObjID(r.int())
		e.Obj = *last
	}
	if f&hasArg != 0 && e.Kind != KBlock {
		e.Arg = r.int()
	}
	if e.carriesAux() {
		e.Aux = c.aux(e) + r.int()
		if e.Kind == KAdd {
			c.counter = e.Aux
		}
	}
	if e.carriesText() {
		e.Text = c.readText(r, texts)
	}
	if e.carriesCases() {
		if n := r.count(r.left(), 1, "cases"); n > 0 {
			e.Cases = make([]Case, n)
		}
		for i := range e.Cases {
			k := &e.Cases[i]
			code := r.uint()
			last := c.obj(e.Site, i+1)
			*last += ObjID(unzigzag(code >> 2))
			k.Obj, k.Send, k.Ready = *last, code&1 != 0, code&2 != 0
			if k.Send {
				k.Text = c.readText(r, texts)
			}
		}
	}
}

func (c *context) readActor(r *reader) {
	code := r.uint()
	if code < actorFirst {
		c.toFront(int(code))
		return
	}
	c.newActor(c.started + GID(unzigzag(code-actorFirst)))
}

func (c *context) readText(r *reader, texts []string) string {
	code := r.uint()
	n := uint64(c.texts) - code // wraps around beyond any number there is
	switch {
	case code == 0:
		c.texts++
	case code > recentTexts:
		n = code - (recentTexts + 1)
	}
	if n >= uint64(min(c.texts, len(texts))) {
		r.fail(fmt.Errorf("expected one of %d texts, found code %d", min(c.texts, len(texts)), code))
		return ""
	}
	return texts[n]
}

package model

import (
	"strconv"
	"strings"

	"gopark/scenarios/trace"
)

// maxQuote bounds how much of a value or of a printed text a sentence repeats,
// in characters.
const maxQuote = 60

// Narrate says in plain words what the event that led to the cursor's step
// was, why, and what comes of it.
func (c *Cursor) Narrate(level Level) []Phrase {
	if c.To.Step == 0 {
		return c.run.tell(level, "start", nil)
	}
	s := sentence{run: c.run, from: c.From, to: c.To, e: &c.Event}
	s.look()
	s.choose()
	return c.run.tell(level, s.key, s.args)
}

// sentence is the choice of words for one event.
type sentence struct {
	run      *Run
	from, to *trace.State
	e        *trace.Event

	before, after trace.OView // the object, on both sides of the event

	key  string
	args []arg
}

func (s *sentence) say(key string, args ...arg) {
	s.key = key
	s.args = append(s.args, args...)
}

// look finds the object.
func (s *sentence) look() {
	e := s.e
	if e.Obj != trace.NoObj && int(e.Obj) <= s.to.Objects() {
		s.after = *s.to.O(e.Obj)
		if int(e.Obj) <= s.from.Objects() {
			s.before = *s.from.O(e.Obj)
		}
	}
}

// choose picks the message for the event and what its placeholders stand for.
func (s *sentence) choose() {
	e, r := s.e, s.run
	s.args = append(s.args, gArg("g", e.G), gArg("by", e.By), pArg("p", s.proc()), siteArg("at", e.Site), objArg("obj", e.Obj),
		textArg("func", r.fullFunc(e.G)), textArg("value", r.value(e.Text)), textArg("message", quote(e.Text, 3*maxQuote)),
		number("cap", r.capacity(e.Obj)), objArg("parent", r.parent(e.Obj)))
	switch e.Kind {
	case trace.KCreate, trace.KReady, trace.KStart, trace.KYield, trace.KEnd, trace.KSteal, trace.KRefill, trace.KSpill:
		s.schedule()
	case trace.KBlock:
		s.block()
	case trace.KUnblock:
		s.wake()
	case trace.KMake:
		s.make()
	case trace.KSend, trace.KRecv, trace.KClose, trace.KSelect:
		s.channel()
	case trace.KLock, trace.KUnlock, trace.KRLock, trace.KRUnlock:
		s.lock()
	case trace.KAdd, trace.KDo, trace.KSignal, trace.KTimer, trace.KCancel:
		s.meet()
	default:
		s.show()
	}
}

// proc is the P that the event is about: its own or the one G was on.
func (s *sentence) proc() trace.PID {
	if s.e.P != trace.NoP {
		return s.e.P
	}
	if g := s.e.G; g != trace.NoG && int(g) <= s.from.Goroutines() {
		return s.from.G(g).P
	}
	return trace.NoP
}

// schedule is for what happens to goroutines without any object.
func (s *sentence) schedule() {
	e := s.e
	random := s.run.Trace.Settings.Policy == trace.PolicyRandom
	switch e.Kind {
	case trace.KCreate:
		switch {
		case e.By != trace.NoG:
			s.say("create")
		case e.G == trace.MainG:
			s.say("create.main")
		default:
			s.say("create.timer")
		}
	case trace.KReady:
		s.say("ready", s.queue()...)
	case trace.KStart:
		s.start(random)
	case trace.KYield:
		key := "yield.gosched"
		switch {
		case e.Arg == trace.YieldHandOff:
			key = "yield.handoff"
		case e.Arg == trace.YieldPreempt && random:
			key = "yield.random"
		case e.Arg == trace.YieldPreempt:
			key = "yield.preempt"
		}
		s.say(key, s.queue()...)
	case trace.KEnd:
		switch {
		case e.Arg == trace.EndGoexit:
			s.say("end.goexit")
		case e.G == trace.MainG:
			s.say("end.main", number("left", alive(s.to)))
		default:
			s.say("end")
		}
	case trace.KSteal:
		key := "steal"
		if from := trace.PID(e.Aux); from >= 0 && int(from) < len(s.from.Ps) && s.from.Ps[from].Local.Len() == 0 {
			key = "steal.next"
		}
		s.say(key, number("n", e.Arg), pArg("from", trace.PID(e.Aux)))
	case trace.KRefill:
		s.say("refill", number("n", e.Arg), number("left", s.to.Global.Len()))
	case trace.KSpill:
		s.say("spill", number("n", e.Arg))
	}
}

// alive counts the goroutines that are not done.
func alive(s *trace.State) int {
	n := 0
	for state := trace.Created; state < trace.Done; state++ {
		n += s.Counts[state]
	}
	return n
}

// queue says where a goroutine was put that has become runnable.
func (s *sentence) queue() []arg {
	e := s.e
	key, n, other := "queue.global", s.to.Global.Len(), trace.NoG
	if p := e.P; e.Queue != trace.QGlobal && p >= 0 && int(p) < len(s.to.Ps) {
		key, n = "queue.local", s.to.Ps[p].Local.Len()
		if e.Queue == trace.QNext {
			key = "queue.next"
			if other = s.from.Ps[p].Next; other != trace.NoG {
				key = "queue.displaced"
			}
		}
	} else if s.run.Trace.Settings.Policy == trace.PolicyRandom {
		key = "queue.random"
	}
	if e.By == trace.NoG || e.Kind == trace.KReady {
		key += ".self" // the sentence began with who is put there
	}
	return []arg{message("queue", key), number("n", n), gArg("other", other)}
}

func (s *sentence) start(random bool) {
	e := s.e
	p := &s.from.Ps[e.P]
	from, left := "run.from.next", p.Local.Len()
	switch {
	case random:
		from, left = "run.from.random", s.to.Global.Len()
	case e.Queue == trace.QGlobal:
		from, left = "run.from.global", s.to.Global.Len()
		if p.Next != trace.NoG || p.Local.Len() > 0 {
			from = "run.from.fair"
		}
	case e.Queue == trace.QLocal:
		from, left = "run.from.local", s.to.Ps[e.P].Local.Len()
		if before := s.event(-1); before.Kind == trace.KSteal && before.P == e.P {
			from = "run.from.stolen"
		}
	}
	key := "run.again"
	if ch := s.run.Changes(e.G); len(ch) > 2 && ch[2].Step >= s.to.Step {
		key = "run.first"
	}
	s.say(key, message("queue", from), number("left", left))
}

// event returns the event so many after this one; the zero Event outside the
// run.
func (s *sentence) event(offset int) trace.Event {
	i := int(s.to.Step) - 1 + offset
	if i < 0 || i >= s.run.Trace.Len() {
		return trace.Event{P: trace.NoP}
	}
	return s.run.Trace.Event(i)
}

// show is for what the program shows of itself.
func (s *sentence) show() {
	e := s.e
	switch e.Kind {
	case trace.KPrint:
		key := "print"
		if e.Arg == 2 {
			key = "print.err"
		}
		s.say(key, textArg("text", strconv.Quote(shorten(strings.TrimRight(e.Text, "\n"), maxQuote))))
	case trace.KPanic:
		s.say("panic")
	case trace.KRecover:
		s.say("recover")
	case trace.KExit:
		s.exit()
	}
}

func (s *sentence) exit() {
	left, blocked := alive(s.from), s.from.Counts[trace.Blocked]
	var key string
	switch trace.Outcome(s.e.Arg) {
	case trace.OutcomeExit:
		key = "exit.exit"
	case trace.OutcomePanic:
		key = "exit.panic"
	case trace.OutcomeFatal:
		key = "exit.fatal"
	case trace.OutcomeDeadlock:
		key = "exit.deadlock"
		if blocked == 0 {
			key = "exit.empty"
		}
	case trace.OutcomeLimit:
		key = "exit.limit"
	case trace.OutcomeStopped:
		key = "exit.stopped"
	default:
		// Main itself may still be running when the program ends.
		if m := s.from; int(trace.MainG) <= m.Goroutines() && m.G(trace.MainG).State != trace.Done {
			left--
		}
		key = "exit.return"
		if left > 0 {
			key = "exit.alive"
		}
	}
	s.say(key, number("left", left), number("n", blocked), number("status", s.e.Aux))
}

// value is how a sentence calls a value of the program.
func (r *Run) value(text string) string {
	if text == "" {
		return r.Language.Plain("value.none")
	}
	text = shorten(text, maxQuote)
	if text[0] == '"' && !strings.HasSuffix(text, `"`) { // it was cut
		text += `"`
	}
	return text
}

// quote takes a text of the program into a sentence that goes on after it.
func quote(text string, n int) string {
	return strings.TrimRight(shorten(strings.TrimSpace(text), n), ".")
}

package scene

import (
	"fmt"

	"gopark/scenarios/trace"
	"gopark/viz/model"
)

// lexicon is every word in the picture that does not come from the program or
// from Go's own vocabulary (names, types, wait reasons).
type lexicon struct {
	places     [trace.NumStates]string // titles of the five places
	hints      [trace.NumStates]string // what is said beside them
	hintBrief  string                  // beside runnable, where the queues are not labelled
	hintSimple string                  // beside runnable, without Ps

	next, queueOf, globalQueue, global, queuesOf string // {P}; {number of Ps}
	empty, idle, asleep                          string // {M}

	waiting, receivers, senders, recv, send string
	unbuffered, closed, buffered            string // {how many}, {capacity}
	ofCapacity                              string // the same, brief
	free, heldBy, writtenBy, readBy, runBy  string // a chip follows
	counter                                 string // {number}
	notRun, done                            string // of a once
	notRunning, firesIn, in                 string // of a timer; {time}
	value                                   string // one that has no text

	wakesIn, nobodySleeps, nobodyWaits, nobody string // {time}
	forSeveral, forever, never, io, outside    string
	moreObjects, more                          string

	contexts, contextRule, live, left, cancelled, because, andMore string // {time}; {cause}; {number}

	others, range_, lens string // {first}, {last}, {of}; {zoom}
	divergence           string // from the run that it is compared with
}

var words = lexicon{
	places: [trace.NumStates]string{
		trace.None: "NOT YET", trace.Created: "CREATED", trace.Runnable: "RUNNABLE",
		trace.Running: "RUNNING", trace.Blocked: "BLOCKED", trace.Done: "DONE",
	},
	hints: [trace.NumStates]string{
		trace.Created: "go f()", trace.Runnable: "in queue", trace.Running: "on CPU",
		trace.Blocked: "grouped by what each goroutine waits for", trace.Done: "returned",
	},
	hintBrief:  "next, then queue",
	hintSimple: "first in line runs next",

	next: "next", queueOf: "%v: next, then its queue", globalQueue: "Global queue", global: "global", queuesOf: "queues of %s Ps",
	empty: "empty", idle: "idle", asleep: "%s asleep",

	waiting: "waiting", receivers: "receivers", senders: "senders", recv: "recv", send: "send",
	unbuffered: "unbuffered", closed: "closed", buffered: "%s of %s buffered", ofCapacity: "%s of %s",
	free: "free", heldBy: "held by", writtenBy: "written by", readBy: "read by", runBy: "run by",
	counter: "counter %s", notRun: "not run yet", done: "done",
	notRunning: "not running", firesIn: "fires in %s", in: "in %s", value: "value",

	wakesIn: "wakes in %s", nobodySleeps: "nobody sleeps now", nobodyWaits: "nobody waits now", nobody: "nobody",
	forSeveral: "waits for several", forever: "for ever", never: "nothing can end this", io: "IO", outside: "waits for the outside world",
	moreObjects: "more objects", more: "more",

	contexts: "context", contextRule: "who is cancelled takes those below along",
	live: "live", left: "%s left", cancelled: "cancelled", because: "cancelled: %s", andMore: "and %s more",

	divergence: "first difference",

	others: "others", range_: "rows of the places %s to %s of %s", lens: "×%s · Esc shows all",
}

// say fills in a phrase of the lexicon.
func say(phrase string, args ...any) string { return fmt.Sprintf(phrase, args...) }

func count(n int) string { return model.Count(int64(n)) }

// Package trace is the contract of the project: the recording of one run of
// one Go program, and the only thing the scheduler, the picture, the tests
// and the page share. It imports nothing of ours.
//
// # Vocabulary
//
// A goroutine (G) has an ID; G1 is main, the others are numbered in order of
// creation. A P is one of the GOMAXPROCS processors. A site is a place in the
// source. An object is a thing goroutines meet at: a channel, a mutex, a wait
// group, a timer. An event is one thing that happened; a transition is an
// event that changes the state of one goroutine. A step is a position between
// events: step 0 is the empty world, step k the world after the first k
// events. The clock (Time) is what the program sees; Work counts executed
// statements.
package trace

import "strconv"

// Version is the format version written by this package.
const Version = 1

// GID names a goroutine. G1 is main.
type GID uint32

const (
	NoG   GID = 0 // no goroutine: a timer, or the runtime itself
	MainG GID = 1
)

func (g GID) String() string {
	if g == NoG {
		return "-"
	}
	return "G" + strconv.FormatUint(uint64(g), 10)
}

// PID names a P, from 0.
type PID int32

const NoP PID = -1

func (p PID) String() string {
	if p == NoP {
		return "-"
	}
	return "P" + strconv.FormatInt(int64(p), 10)
}

// SiteID indexes Trace.Sites.
type SiteID uint32

const NoSite SiteID = 0

// ObjID indexes Trace.Objects.
type ObjID uint32

const NoObj ObjID = 0

// Step is a position between events, 0 ≤ Step ≤ number of events (MaxEvents).
// It is small, since there are millions of them in memory.
type Step int32

// Time is virtual time in nanoseconds since the start of the run: the clock
// the program sees.
type Time int64

// Work is the number of statements executed on the clock of the P the event
// happened on; never decreases along the trace.
type Work int64

// Epoch is the virtual date of Time 0 in Unix nanoseconds, the same as the
// Go playground's (runtime/time_fake.go).
const Epoch = 1257894000000000000

// File is one source file of the program.
type File struct {
	Name string
	Text string
}

// Settings are what, besides the program, determines the run.
type Settings struct {
	Procs  int    // GOMAXPROCS, ≥ 1
	Policy Policy // how choices are made
	Seed   uint64
	TickNS int64 // clock advance per executed statement; 0: the clock stands still while anything runs
}

// Policy says how the scheduler makes its choices.
type Policy uint8

const (
	PolicyGo     Policy = iota // Go's own rules
	PolicyRandom               // any runnable goroutine, at any scheduling point
	numPolicies
)

var policyNames = [numPolicies]string{"go", "random"}

func (p Policy) String() string {
	if p < numPolicies {
		return policyNames[p]
	}
	return "policy(" + strconv.Itoa(int(p)) + ")"
}

// ParsePolicy is the inverse of Policy.String.
func ParsePolicy(s string) (Policy, bool) {
	for i, n := range policyNames {
		if n == s {
			return Policy(i), true
		}
	}
	return 0, false
}

// Site is a place in the source where something can happen.
type Site struct {
	File    int    // index in Trace.Files
	Line    int    // from 1
	Col     int    // from 1, in bytes
	Func    string // enclosing function as Go names it: "main.worker", "main.main.func1"
	Operand string // source text of what is operated on: "results", "c.mu", "wg"; empty if nothing
}

// Goroutine is the constant part of a goroutine.
type Goroutine struct {
	Func   string // the function it runs, as Go names it: "main.worker"
	Parent GID    // NoG for main
	Site   SiteID // the go statement; NoSite for main
}

// Object is the constant part of an object.
type Object struct {
	Kind ObjKind
	Name string // as the source names it; empty when it has no name
	Type string // "chan int", "sync.Mutex"
	Cap  int    // channels only
	Site SiteID // where it was made, or first used
	Of   ObjID  // the context it belongs to: of a context, its parent; of a context's done channel and timer, that context
}

// ObjKind is the kind of an object.
type ObjKind uint8

const (
	ObjNone ObjKind = iota
	ObjChan
	ObjMutex
	ObjRWMutex
	ObjWaitGroup
	ObjOnce
	ObjCond
	ObjTimer  // time.Timer, time.After
	ObjTicker // time.Ticker
	ObjContext
	NumObjKinds
)

var objKindNames = [NumObjKinds]string{"none", "chan", "mutex", "rwmutex", "waitgroup", "once", "cond", "timer", "ticker", "context"}

func (k ObjKind) String() string {
	if k < NumObjKinds {
		return objKindNames[k]
	}
	return "objkind(" + strconv.Itoa(int(k)) + ")"
}

package model

import (
	"strings"
	"time"

	"gopark/scenarios/trace"
)

// units of virtual time, with the keys of their messages.
var units = []struct {
	ns  trace.Time
	key string
}{
	{trace.Time(time.Hour), "time.h"},
	{trace.Time(time.Minute), "time.min"},
	{trace.Time(time.Second), "time.s"},
	{trace.Time(time.Millisecond), "time.ms"},
	{trace.Time(time.Microsecond), "time.us"},
	{1, "time.ns"},
}

// The words in the picture are Go's own, in every language: Duration, Count,
// KindNoun, Run.Object and Run.Place are English whatever the Language of the
// run is.

// Duration says a span of virtual time in the largest unit that fits: "100 ms",
// "1.5 s", "20 µs".
func Duration(d trace.Time) string { return duration(English(), d) }

// Duration is Duration in the run's language.
func (r *Run) Duration(d trace.Time) string { return duration(r.Language, d) }

func duration(l *Language, d trace.Time) string {
	if d < 0 {
		return "−" + duration(l, -d)
	}
	for _, u := range units {
		if d >= u.ns {
			return inUnit(l, u.key, l.Decimal(float64(d)/float64(u.ns), decimals(d, u.ns)))
		}
	}
	return inUnit(l, "time.ms", "0")
}

func inUnit(l *Language, key, n string) string {
	t := teller{language: l, args: []arg{textArg("n", n)}}
	t.message(key)
	return plain(t.out)
}

// decimals returns how many digits after the point, at most three, say d in
// units of ns without loss where possible.
func decimals(d, ns trace.Time) int {
	n, rest := 0, d%ns
	for rest != 0 && n < 3 {
		rest = rest * 10 % ns
		n++
	}
	return n
}

// Count writes a number with separators between the thousands.
func Count(n int64) string { return English().Count(n) }

// kindKeys are the parts of keys that stand for the kinds of objects.
var kindKeys = [trace.NumObjKinds]string{
	trace.ObjNone:      "none",
	trace.ObjChan:      "chan",
	trace.ObjMutex:     "mutex",
	trace.ObjRWMutex:   "rwmutex",
	trace.ObjWaitGroup: "waitgroup",
	trace.ObjOnce:      "once",
	trace.ObjCond:      "cond",
	trace.ObjTimer:     "timer",
	trace.ObjTicker:    "ticker",
	trace.ObjContext:   "context",
}

func kindKey(k trace.ObjKind) string {
	if k < trace.NumObjKinds {
		return kindKeys[k]
	}
	return kindKeys[trace.ObjNone]
}

// KindNoun returns the common noun for objects of kind k.
func KindNoun(k trace.ObjKind) string { return English().Plain("kind." + kindKey(k)) }

// Name returns how texts call g: "G3 worker".
func (r *Run) Name(g trace.GID) string {
	if g == trace.NoG {
		return r.Language.Plain("runtime")
	}
	if f := r.Func(g); f != "" {
		return g.String() + " " + f
	}
	return g.String()
}

// Func returns the short name of the function g runs: "worker" for
// "main.worker", "func1" for "main.main.func1".
func (r *Run) Func(g trace.GID) string { return ShortFunc(r.fullFunc(g)) }

// fullFunc returns the function that g runs as Go names it.
func (r *Run) fullFunc(g trace.GID) string {
	if g == trace.NoG || int(g) >= len(r.Trace.Goroutines) {
		return ""
	}
	return r.Trace.Goroutines[g].Func
}

// ShortFunc returns the last part of a function's name as Go writes it.
func ShortFunc(name string) string {
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	}
	name = strings.TrimSuffix(name, "-fm")
	if i := strings.LastIndexByte(name, '['); i > 0 && strings.HasSuffix(name, "]") {
		name = name[:i]
	}
	if i := strings.LastIndexByte(name, '.'); i >= 0 && i+1 < len(name) {
		last := name[i+1:]
		// The second closure inside a closure is "func1.2": the number alone says nothing.
		if last[0] >= '0' && last[0] <= '9' {
			if j := strings.LastIndexByte(name[:i], '.'); j >= 0 {
				return name[j+1:]
			}
		}
		return last
	}
	return name
}

// Object returns how the picture calls an object.
func (r *Run) Object(o trace.ObjID) string { return r.object(English(), o) }

// object returns how texts call an object.
func (r *Run) object(l *Language, o trace.ObjID) string {
	k := r.kindOf(o)
	if k == trace.ObjNone {
		return l.Plain("object.none")
	}
	obj := &r.Trace.Objects[o]
	switch {
	case r.isTimerOf(o):
		return plain(r.tellIn(l, Beginner, "object.timer.of", []arg{objArg("parent", obj.Of)}))
	case obj.Name != "":
		return obj.Name
	}
	return l.Plain("object." + kindKey(k))
}

// isTimerOf reports whether o is the timer of a context.
func (r *Run) isTimerOf(o trace.ObjID) bool {
	return r.kindOf(o) == trace.ObjTimer && r.Trace.Objects[o].Of != trace.NoObj
}

func (r *Run) kindOf(o trace.ObjID) trace.ObjKind {
	if o == trace.NoObj || int(o) >= len(r.Trace.Objects) {
		return trace.ObjNone
	}
	return r.Trace.Objects[o].Kind
}

// shorten cuts s after n characters.
func shorten(s string, n int) string {
	i := 0
	for at := range s {
		if i == n {
			return s[:at] + "…"
		}
		i++
	}
	return s
}

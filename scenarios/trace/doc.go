// # The file
//
//	magic     "\x93gopark\n"
//	version   a number
//	size      a number: the bytes of contents
//	contents  one gzip member (no name, no time), and then the end
//
// A number is an unsigned varint (encoding/binary); a signed one is zigzag
// coded first; a string is its length and its bytes. A name is the number 0
// and a string the first time, then its order of appearance, from 1. The
// contents are
//
//	settings    Procs, Policy, Seed, TickNS; the schedule, a string
//	files       how many; of each name and text, strings
//	sites       how many, without NoSite; of each the file, the line (signed,
//	            less that of the site before), the column, the function and
//	            the operand, names
//	goroutines  how many; of each the function, a name, the parent (signed,
//	            less that of the one before), the site; then of each its
//	            ending: 0 if it never ended, else 1 + the zigzagged step after
//	            its end (less the previous ending's), the site where it last
//	            acted, its last waker (signed, less the previous ending's)
//	objects     how many; of each the kind, a byte, then, if that has the bit
//	            0x80, the context it belongs to; the name and the type, names,
//	            the capacity, the site
//	texts       how many; of each a string: every text that events carry, in
//	            order of first appearance
//	events      how many, then blocks of 1024
//
// A block can be read without the ones before it, and some blocks begin with
// a key frame, so that the state at any step can be had by reading a part of
// the file. A block is
//
//	start   the time, the work, the newest goroutine, the newest object, the
//	        number of texts used, at its start
//	frame   its length, 0 if there is none, and its bytes (see frame.go)
//	events  their length and bytes (see codec.go)
//
// Where key frames stand is a function of the events (see openBlock): a block
// may have one if the file holds eight times its length in events since the
// last.
//
// In memory, a trace has snapshots instead: clones of the state every few
// thousand events, which share what has not changed between them.
//
// Limits: MaxProcs Ps, MaxGoroutines, MaxObjects, MaxSites, MaxFiles,
// MaxEvents, MaxCases of a select, MaxBytes of contents, MaxEffort of a replay.
//
// # The text twin
//
// WriteText writes lines of words separated by one or more spaces. The head:
//
//	gopark trace VERSION
//	settings procs=N policy=WORD seed=N tick=DURATION
//	schedule "TEXT"                                  if there is one
//	file "NAME" N bytes
//	goroutine GID FUNC [by=GID] [at=SITE]            for each
//	object OBJ KIND "TYPE" [cap=N] [of=OBJ] [at=SITE] for each
//	events N
//
// and then one line per event:
//
//	STEP TIME WORK KIND GID [KEY=VALUE …] [at=SITE]
//
// STEP is the step that the event leads to, from 1. A GID is G1 or - for
// none, a SITE main.go:12:5, an OBJ #3(name) or nil, a TIME or DURATION as Go
// prints one (1.5s), a TEXT is quoted as in Go. The keys, in this order, where
// the kind of event has them:
//
//	by       the other goroutine: creator, waker, receiver, sender
//	p        the P
//	queue    next, local or global
//	reason   why it blocks, quoted
//	obj      the object
//	         then, by kind,
//	         block: front, if queued there; until=TIME of a sleep
//	         yield: why=gosched|preempt|handoff · end: how=return|goexit
//	         steal: n=N from=P · refill, spill: n=N
//	         make: until=TIME of a timer or a deadline, closed if it is already · timer: timer=set|fire|stop|reset until=TIME
//	         recv: closed, if no value came · select: chose=N|default
//	         add: delta=N now=N · do: once=begin|end|done · signal: all, of a broadcast
//	         print: fd=N · exit: outcome=WORD status=N
//	text     the value or the message
//	cases    of a select: [recv OBJ [ready], send OBJ TEXT [ready], …]
//
// # JSON
//
// WriteJSON writes one object:
//
//	format "gopark trace", version, procs, policy, seed (a string: it may
//	exceed a number of JSON), tick (ns), schedule,
//	files       [{name, text}]
//	sites       [{site, file, line, col, func, operand}]   file: index in files
//	goroutines  [{g, func, parent?, site?}]
//	objects     [{obj, kind, name, type, cap?, of?, site?}]   of: a context
//	events      [{kind, time (ns), work, g?, by?, p?, queue?, reason?, obj?,
//	              site?, arg?, aux?, text?, cases?: [{obj, send?, ready?, text?}]}]
//
// Members marked ? are absent where they mean nothing or none: no goroutine,
// no P, no object (in a case, obj 0 is a nil channel). arg and aux are as
// beside the kinds of events in this package. Each table entry and each event
// is on a line of its own.
package trace

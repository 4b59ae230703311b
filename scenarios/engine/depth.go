package engine

import (
	"io"
	goruntime "runtime"

	"gopark/scenarios/trace"
)

// How deep a goroutine's calls nest is counted, since an overflow of the
// host's stack would end everything. A lowered function takes room from
// own.Room when it begins and gives it back when it is left; when the room is
// used up, it calls roomUsedUp. The unit is a plain call.

// maxCalls is how deep calls may nest. A plain call takes 600 bytes of the
// host's stack, whose size doubles: this many fit in 128 MB. The variables of
// as many calls take about 300 MB more. Go's own limit is a GB, with smaller
// frames.
const maxCalls = 200_000

// In WebAssembly a call of the host also takes room of the stack that the
// browser gives the worker, about 1 MB. That one is emptied when the host
// switches goroutines: all of them then go on from its bottom, and return into
// their callers from there. So room is given in portions, with a switch before
// each, and what a goroutine has been given without using it is taken back at
// every call of slice, which portions of the statement budget make frequent:
// at most roomPortion+workPortion calls nest between two switches.
var (
	roomPortion int64 = maxCalls
	workPortion int64 = 1000
)

// switches says that the browser's stack must be cared for.
const switches = goruntime.GOARCH == "wasm"

func init() {
	if switches {
		roomPortion, workPortion = 100, 200
	}
}

// callbackRoom is the stack room, in calls, of a call of the standard library
// that may call back, and of a call that it makes back into the program.
const callbackRoom = 20

// depth is how much room the running goroutine uses.
func (r *host) depth() int64 { return r.own.Given - r.own.Room }

// setDepth says that the running goroutine uses n, having left functions that
// did not give back their room.
func (r *host) setDepth(n int64) { r.own.Room = r.own.Given - n }

// roomUsedUp gives the running goroutine more room, or ends the run as Go does
// when a goroutine's stack is full (runtime/stack.go: newstack).
func (r *host) roomUsedUp(at int) {
	depth := r.depth()
	if depth > maxCalls {
		r.m.Crash(trace.SiteID(at), trace.OutcomeFatal, 2, "runtime: goroutine stack exceeds 1000000000-byte limit\nfatal error: stack overflow")
	}
	goruntime.Gosched()
	r.own.Given = min(depth+roomPortion, maxCalls)
	r.setDepth(depth)
}

// trim takes back the room that the running goroutine has been given and does
// not use.
func (r *host) trim() {
	if r.own.Room > roomPortion {
		r.own.Given -= r.own.Room - roomPortion
		r.own.Room = roomPortion
	}
}

// nested runs a call back into the program. The depth is right again
// afterwards even if the call panicked and somebody recovered on the way.
func (r *host) nested(call func()) {
	depth := r.depth()
	r.setDepth(depth + callbackRoom)
	if r.own.Room < 0 {
		r.roomUsedUp(r.own.Site)
	}
	call()
	r.setDepth(depth)
}

// unwinding is where the interpreter writes, in each function that a panic
// leaves: the deferred functions in which it does so nest.
type unwinding struct{}

func (unwinding) Write(b []byte) (int, error) {
	if switches {
		goruntime.Gosched()
	}
	return io.Discard.Write(b)
}

package engine

import "gopark/scenarios/trace"

// States of the body of a range over a function, which the lowered program
// keeps (internal/abi/rangefuncconsts.go has the same, otherwise numbered).
const (
	rangeReady     = 0 // the iterator may call the body
	rangeRunning   = 1 // it runs; after the loop: it panicked and the iterator recovered that
	rangeDone      = 2 // it returned false
	rangeExhausted = 3 // the iterator has returned
)

// rangeBody is called when an iterator calls the body of the loop
// (runtime/panic.go: panicrangestate).
func (r *host) rangeBody(at int, state *int) {
	switch *state {
	case rangeReady:
		*state = rangeRunning
	case rangeRunning:
		r.rangeMisuse(at, "range function continued iteration after loop body panic")
	case rangeDone:
		r.rangeMisuse(at, "range function continued iteration after function for loop body returned false")
	default:
		r.rangeMisuse(at, "range function continued iteration after whole loop exit")
	}
}

// rangeEnd is called when the iterator has returned.
func (r *host) rangeEnd(at int, state *int) {
	if *state == rangeRunning {
		r.rangeMisuse(at, "range function recovered a loop body panic and did not resume panicking")
	}
	*state = rangeExhausted
}

func (r *host) rangeMisuse(at int, text string) {
	r.raise(trace.SiteID(at), r.runtimeError("runtime error: "+text))
}

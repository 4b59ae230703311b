package engine

import (
	"time"
	"unsafe"

	"gopark/scenarios/trace"
)

// virtualTime is what time.Now gives at a virtual time: the date, in the local
// time zone, which is UTC, and the reading of the monotonic clock, which no
// function of package time can set. The reading is 1 when a program starts
// (time/time.go: runtimeNano, startNano).
func virtualTime(t trace.Time) time.Time {
	const (
		hasMonotonic = 1 << 63
		yearOne1885  = 59453308800 // seconds from year 1 to 1885
		yearOneUnix  = 62135596800 // to 1970
	)
	ns := trace.Epoch + int64(t)
	if t < 0 { // in a synctest bubble, which has no monotonic clock (runtime/time.go: time_now)
		return time.Unix(0, ns).UTC()
	}
	fields := timeFields{
		wall: hasMonotonic | uint64(ns/1e9+yearOneUnix-yearOne1885)<<30 | uint64(ns%1e9),
		ext:  int64(t) + 1,
	}
	return *(*time.Time)(unsafe.Pointer(&fields))
}

// timeFields is time.Time as package time declares it.
type timeFields struct {
	wall uint64
	ext  int64
	loc  *time.Location
}

// A program's local time zone is UTC, whatever the host's is.
func init() { time.Local = time.UTC }

package engine

import (
	"fmt"
	"runtime"
	"runtime/metrics"

	"gopark/scenarios/trace"
)

// maxMemory is how much memory, in bytes, everything that is alive may take
// before a run is ended: what a page can hold without being thrown out.
const maxMemory = 512 << 20

// maxAlloc is what Go itself refuses to allocate (runtime/malloc.go).
const maxAlloc = 1 << 48

// slice gives the scheduler its turn, and looks at the memory from time to
// time.
func (r *host) slice(at int) {
	const every = 16
	if r.slices++; r.slices%every == 0 {
		r.large(at)
	}
	r.m.Slice(trace.SiteID(at))
}

// large ends the run if it uses too much memory. When it does is not the same
// in every run: that depends on the host's garbage collector.
func (r *host) large(at int) {
	if heap() < maxMemory {
		return
	}
	runtime.GC()
	if heap() >= maxMemory {
		r.outOfMemory(at)
	}
}

func (r *host) outOfMemory(at int) {
	r.m.Crash(trace.SiteID(at), trace.OutcomeLimit, 0, fmt.Sprintf("stopped after %d MB of memory (limit)", maxMemory>>20))
}

// heap is the size of all objects that are not yet collected.
func heap() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// checkMake is called before a slice of n elements of a size in bytes, with
// room for c, is made (runtime/slice.go: makeslice).
func (r *host) checkMake(at, n, c, size int) {
	most := maxAlloc / max(size, 1)
	switch {
	case n < 0 || n > most:
		r.raise(trace.SiteID(at), r.runtimeError("runtime error: makeslice: len out of range"))
	case c < n || c > most:
		r.raise(trace.SiteID(at), r.runtimeError("runtime error: makeslice: cap out of range"))
	case c > maxMemory/max(size, 1):
		r.outOfMemory(at)
	case c*size > maxMemory/64:
		r.large(at)
	}
}

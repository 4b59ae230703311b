package engine

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"

	"gopark/scenarios/trace"
)

// maxAlloc is what Go itself refuses to allocate (runtime/malloc.go).
const maxAlloc = 1 << 48

// The memory that a run may take until it is ended, in bytes: what is alive,
// maxObjects, and the stacks of its goroutines, maxStacks. In WebAssembly all
// memory is 4 GB, where garbage and the trace must find room as well; see
// collect.
var maxObjects, maxStacks = 1 << 30, 3 << 30

// collect is how much memory may be in use before garbage is collected at any
// cost, in WebAssembly: more than what is alive when a run is ended, and less
// than a page gets.
const collect = 2600 << 20

func init() {
	if runtime.GOARCH == "wasm" {
		maxObjects, maxStacks = 512<<20, 1200<<20
		debug.SetMemoryLimit(collect)
		// A run allocates much and keeps little: with the usual 100 %, the
		// collector takes a third of the time of a short run.
		debug.SetGCPercent(400)
	}
}

// slice gives the scheduler its turn, and looks at the memory from time to
// time: at least every lookWork+workPortion statements.
func (r *host) slice(at int) {
	const lookWork = 1000
	if r.sliced += workPortion; r.sliced >= lookWork {
		r.sliced = 0
		r.large(at)
	}
	r.trim()
	r.m.Slice(trace.SiteID(at))
}

// begins looks at the memory from time to time when goroutines begin: each
// gets a stack.
func (r *host) begins(at trace.SiteID) {
	const every = 512
	if r.begun++; r.begun%every == 0 {
		r.large(int(at))
	}
}

// large ends the run if it uses too much memory. When it does is not the same
// in every run: that depends on the host's garbage collector.
func (r *host) large(at int) { r.allocates(at, 0) }

// allocates is large before n bytes are allocated at once.
func (r *host) allocates(at, n int) {
	u := usage()
	r.heavy = r.heavy || u.stacks > maxStacks/4 || u.objects > maxObjects/2
	if u.stacks >= maxStacks {
		r.outOfMemory(at, maxStacks, "goroutine stacks")
	}
	if u.objects+n < maxObjects {
		return
	}
	if u.live+n < maxObjects && u.objects+n < 2*maxObjects {
		return // it may be garbage, and the collector is about to come by itself
	}
	runtime.GC()
	if usage().objects+n >= maxObjects {
		r.outOfMemory(at, maxObjects, "memory")
	}
}

// clean frees what a run has left that took much: the next one's memory is
// measured as well, and stacks that nobody uses count until a collection.
func (r *host) clean() {
	if r.heavy {
		r.heavy = false
		runtime.GC()
	}
}

func (r *host) outOfMemory(at, most int, what string) {
	r.m.Crash(trace.SiteID(at), trace.OutcomeLimit, 0, fmt.Sprintf("stopped after %s MB of %s (limit)", thousands(most>>20), what))
}

// thousands writes 0 ≤ n < 1,000,000 with a comma.
func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

// memory is what the host has in use, in bytes.
type memory struct {
	objects int // allocated and not yet collected
	live    int // of them, those that the last collection has found alive
	stacks  int
}

func usage() memory {
	s := []metrics.Sample{
		{Name: "/memory/classes/heap/objects:bytes"},
		{Name: "/gc/heap/live:bytes"},
		{Name: "/memory/classes/heap/stacks:bytes"},
	}
	metrics.Read(s)
	return memory{int(s[0].Value.Uint64()), int(s[1].Value.Uint64()), int(s[2].Value.Uint64())}
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
	case c > maxObjects/max(size, 1):
		r.outOfMemory(at, maxObjects, "memory")
	}
	if r.made += c * size; r.made > maxObjects/64 {
		r.made = 0
		r.allocates(at, c*size)
	}
}

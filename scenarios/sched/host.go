package sched

import (
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"

	"gopark/scenarios/trace"
)

// worker is a coroutine of the host that executes goroutines of the program.
// A goroutine gets a worker when it first runs, and the worker serves another
// goroutine when that has ended: a worker's stack, grown once, is reused, and
// goroutines that never run cost no host goroutine.
//
// Coroutines (iter.Pull) rather than goroutines with a channel each, because
// they switch without the host's scheduler: about twice as fast natively and
// four times as fast in WebAssembly.
type worker struct {
	m     *Machine
	g     *gor // nil while resting
	index int  // in m.workers; -1: not there any more
	next  func() (struct{}, bool)
	stop  func()
	yield func(struct{}) bool
}

// bug is a panic that escaped from a goroutine's function. Whoever gave us the
// function promised that none does.
type bug struct {
	value any
	stack []byte
}

// Run executes main as the program's first goroutine. It returns when the
// program has ended and no host goroutine of the run is left. Goroutines that
// are alive at the end are ended by runtime.Goexit where they stand; Dead
// tells their deferred functions.
func (m *Machine) Run(main func()) Outcome {
	m.start(main)
	done := make(chan struct{})
	go m.dispatch(done)
	<-done
	if m.bug != nil {
		panic(fmt.Sprintf("sched: panic escaped from a goroutine: %v\n%s", m.bug.value, m.bug.stack))
	}
	return m.outcome
}

// dispatch resumes the goroutine that holds the token until the run is over,
// then ends all workers. A worker that ends by runtime.Goexit takes the host
// goroutine that resumed it along (iter.Pull: next), so a new one takes over.
func (m *Machine) dispatch(done chan struct{}) {
	finished := false
	defer func() {
		if r := recover(); r != nil {
			m.escaped(r)
		}
		if finished {
			close(done)
		} else {
			go m.dispatch(done)
		}
	}()
	for !m.over {
		g := m.cur
		if g.w == nil {
			g.w = m.worker()
			g.w.g = g
		}
		g.w.next()
	}
	for len(m.workers) > 0 {
		w := m.workers[len(m.workers)-1]
		m.forget(w)
		w.stop()
	}
	finished = true
}

// worker takes a resting worker or makes one.
func (m *Machine) worker() *worker {
	if n := len(m.resting); n > 0 {
		w := m.resting[n-1]
		m.resting = m.resting[:n-1]
		return w
	}
	w := &worker{m: m, index: len(m.workers)}
	m.workers = append(m.workers, w)
	w.next, w.stop = iter.Pull(w.serve)
	return w
}

func (m *Machine) forget(w *worker) {
	if w.index < 0 {
		return
	}
	last := len(m.workers) - 1
	m.workers[w.index] = m.workers[last]
	m.workers[w.index].index = w.index
	m.workers[last] = nil
	m.workers = m.workers[:last]
	w.index = -1
}

// serve executes goroutines, one after the other.
func (w *worker) serve(yield func(struct{}) bool) {
	m := w.m
	w.yield = yield
	grow(false)
	defer w.unwound()
	for {
		g := w.g
		g.f()
		w.g = nil
		m.end(g, trace.EndReturn)
		if next := m.cur; !m.over && next.w == nil {
			next.w, w.g = w, next
			continue
		}
		m.resting = append(m.resting, w)
		if !yield(struct{}{}) {
			return
		}
	}
}

// grow makes the host's stack as large as nearly every goroutine needs, while
// there is little on it to copy. The host doubles a stack, from 2 KB, when it is
// full, until the frame that did not fit does; an interpreted function
// that blocks takes 4.4 KB, nearly all of it reflect's and the interpreter's.
//
//go:noinline
func grow(never bool) byte {
	if !never {
		return 0
	}
	var room [4200]byte
	return touch(&room)
}

//go:noinline
func touch(room *[4200]byte) byte { return room[0] }

// unwound runs when a worker ends: torn down while resting, by runtime.Goexit,
// or by a panic.
func (w *worker) unwound() {
	m, g := w.m, w.g
	defer m.forget(w) // last: ending g may switch to other workers
	if r := recover(); r != nil {
		m.escaped(r)
	}
	if g != nil && !m.over {
		m.end(g, trace.EndGoexit)
	}
}

// escaped ends the run because of a panic that nobody recovered. After the
// end, what deferred functions panic with means nothing.
func (m *Machine) escaped(value any) {
	if !m.over {
		m.bug = &bug{value, debug.Stack()}
		m.over = true
		*m.left, m.held = -1, 0
	}
}

// pass gives the token to whoever is next and returns when g has it again.
func (m *Machine) pass(g *gor) {
	m.choose()
	if m.cur != g || m.over {
		own := *m.own
		if !g.w.yield(struct{}{}) || m.over {
			runtime.Goexit()
		}
		*m.own = own
	}
}

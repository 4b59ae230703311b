package iter

import "runtime"

type Seq[V any] func(yield func(V) bool)

type Seq2[K, V any] func(yield func(K, V) bool)

// A coroutine runs f whenever it is resumed, until f suspends it or is over.
func coroutine(f func()) any
func resume(c any)
func suspend(c any)

// pull is what Pull and Pull2 have in common: the iterator in a coroutine.
type pull struct {
	c        any
	awaited  bool // next waits for a value
	has      bool // there is one
	done     bool
	panicked bool
	exited   bool // by runtime.Goexit
	value    any  // of the panic
}

func (p *pull) run(iterate func()) {
	p.c = coroutine(func() {
		p.exited = true
		defer func() {
			if p.exited {
				if v := recover(); v != nil {
					p.value, p.panicked, p.exited = v, true, false
				}
			}
			p.done = true
		}()
		if !p.done {
			iterate()
		}
		p.exited = false
	})
}

func (p *pull) next() bool {
	if p.done {
		return false
	}
	p.awaited, p.has = true, false
	p.resume()
	return p.has
}

func (p *pull) resume() {
	resume(p.c)
	switch {
	case p.panicked:
		panic(p.value)
	case p.exited && p.done:
		runtime.Goexit()
	}
}

// yield hands a value over and waits for the next call of next or stop.
func (p *pull) yield() bool {
	if p.done {
		return false
	}
	if !p.awaited {
		panic("iter.Pull: yield called again before next")
	}
	p.awaited, p.has = false, true
	suspend(p.c)
	return !p.done
}

func (p *pull) stop() {
	if !p.done {
		p.done = true
		p.resume()
	}
}

func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := new(pull)
	var v V
	p.run(func() {
		seq(func(x V) bool {
			if !p.done {
				v = x
			}
			return p.yield()
		})
	})
	next = func() (V, bool) {
		var zero V
		if !p.next() {
			return zero, false
		}
		x := v
		v = zero
		return x, true
	}
	return next, p.stop
}

func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	p := new(pull)
	var k K
	var v V
	p.run(func() {
		seq(func(x K, y V) bool {
			if !p.done {
				k, v = x, y
			}
			return p.yield()
		})
	})
	next = func() (K, V, bool) {
		var zeroK K
		var zeroV V
		if !p.next() {
			return zeroK, zeroV, false
		}
		x, y := k, v
		k, v = zeroK, zeroV
		return x, y, true
	}
	return next, p.stop
}

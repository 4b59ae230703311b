package context

import (
	"sync"
	"sync/atomic"
	"time"
)

// What makes a context appear in the trace as an object: its place in the tree
// of contexts, its cancellation and its cause.

type cancelCtx struct {
	Context

	mu       sync.Mutex
	done     atomic.Value
	children map[canceler]struct{}
	err      atomic.Value
	cause    error

	object uint32
	values []uint32 // the contexts with values that end with this one
}

type valueCtx struct {
	Context
	key, val any
	object   uint32
}

type withoutCancelCtx struct {
	c      Context
	object uint32
}

const noDeadline = -1

// newObject makes the object of a context that function kind made, and that
// will be cancelled when so much time has passed.
func newObject(kind string, parent uint32, left time.Duration) uint32

// cancelled says that a context is cancelled.
func cancelled(object uint32, cause error)

// doneOf says that d is the done channel of a context.
func doneOf(object uint32, d chan struct{})

// closed reports whether d is closed, which leaves no mark.
func closed(d <-chan struct{}) bool

// embedded gives the context that a struct of the program's has as a field,
// nil if c is none.
func embedded(c Context) Context

// afterFunc is time.AfterFunc for the deadline of a context.
func afterFunc(object uint32, d time.Duration, f func()) *time.Timer

func objectOf(c Context) uint32 {
	for c != nil {
		switch x := c.(type) {
		case *cancelCtx:
			return x.object
		case *timerCtx:
			return x.object
		case *valueCtx:
			return x.object
		case withoutCancelCtx:
			return x.object
		case backgroundCtx, todoCtx:
			return 0
		}
		c = embedded(c)
	}
	return 0
}

// endsWith gives the context with which c ends, nil if there is none.
func endsWith(c Context) *cancelCtx {
	for c != nil {
		switch x := c.(type) {
		case *cancelCtx:
			return x
		case *timerCtx:
			return &x.cancelCtx
		case *valueCtx:
			c = x.Context
		case withoutCancelCtx, backgroundCtx, todoCtx:
			return nil
		default:
			c = embedded(c)
		}
	}
	return nil
}

func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := withCancel("WithCancel", parent)
	return c, func() { c.cancel(true, Canceled, nil) }
}

func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := withCancel("WithCancelCause", parent)
	return c, func(cause error) { c.cancel(true, Canceled, cause) }
}

func withCancel(kind string, parent Context) *cancelCtx {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	c := &cancelCtx{object: newObject(kind, objectOf(parent), noDeadline)}
	c.propagateCancel(parent, c)
	return c
}

func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return withDeadline("WithDeadline", parent, d, nil)
}

func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	return withDeadline("WithDeadlineCause", parent, d, cause)
}

func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return withDeadline("WithTimeout", parent, time.Now().Add(timeout), nil)
}

func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return withDeadline("WithTimeoutCause", parent, time.Now().Add(timeout), cause)
}

func withDeadline(kind string, parent Context, d time.Time, cause error) (Context, CancelFunc) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	if cur, ok := parent.Deadline(); ok && cur.Before(d) {
		c := withCancel(kind, parent) // the deadline is the parent's
		return c, func() { c.cancel(true, Canceled, nil) }
	}
	c := &timerCtx{
		deadline: d,
	}
	c.object = newObject(kind, objectOf(parent), max(0, time.Until(d)))
	c.cancelCtx.propagateCancel(parent, c)
	dur := time.Until(d)
	if dur <= 0 {
		c.cancel(true, DeadlineExceeded, cause) // deadline has already passed
		return c, func() { c.cancel(false, Canceled, nil) }
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err.Load() == nil {
		c.timer = afterFunc(c.object, dur, func() {
			c.cancel(true, DeadlineExceeded, cause)
		})
	}
	return c, func() { c.cancel(true, Canceled, nil) }
}

func WithValue(parent Context, key, val any) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	if key == nil {
		panic("nil key")
	}
	if !isComparable(key) {
		panic("key is not comparable")
	}
	c := &valueCtx{parent, key, val, newObject("WithValue", objectOf(parent), noDeadline)}
	if p := endsWith(parent); p != nil {
		p.mu.Lock()
		if p.err.Load() == nil {
			p.values = append(p.values, c.object)
		} else {
			cancelled(c.object, p.cause)
		}
		p.mu.Unlock()
	}
	return c
}

func WithoutCancel(parent Context) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	return withoutCancelCtx{parent, newObject("WithoutCancel", objectOf(parent), noDeadline)}
}

func (c *cancelCtx) makeDone() chan struct{} {
	d := make(chan struct{})
	doneOf(c.object, d)
	c.done.Store(d)
	return d
}

func (c *cancelCtx) Done() <-chan struct{} {
	d := c.done.Load()
	if d != nil {
		return d.(chan struct{})
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	d = c.done.Load()
	if d == nil {
		d = c.makeDone()
	}
	return d.(chan struct{})
}

func (c *cancelCtx) Err() error {
	if err := c.err.Load(); err != nil {
		// Ensure the done channel has been closed before returning a non-nil error.
		if d := c.Done(); !closed(d) {
			<-d
		}
		return err.(error)
	}
	return nil
}

func (c *cancelCtx) propagateCancel(parent Context, child canceler) {
	c.Context = parent

	done := parent.Done()
	if done == nil {
		return // parent is never canceled
	}

	if closed(done) {
		// parent is already canceled
		child.cancel(false, parent.Err(), Cause(parent))
		return
	}

	if p, ok := parentCancelCtx(parent); ok {
		// parent is a *cancelCtx, or derives from one.
		p.mu.Lock()
		if err := p.err.Load(); err != nil {
			// parent has already been canceled
			child.cancel(false, err.(error), p.cause)
		} else {
			if p.children == nil {
				p.children = make(map[canceler]struct{})
			}
			p.children[child] = struct{}{}
		}
		p.mu.Unlock()
		return
	}

	if a, ok := parent.(afterFuncer); ok {
		// parent implements an AfterFunc method.
		c.mu.Lock()
		stop := a.AfterFunc(func() {
			child.cancel(false, parent.Err(), Cause(parent))
		})
		c.Context = stopCtx{
			Context: parent,
			stop:    stop,
		}
		c.mu.Unlock()
		return
	}

	goroutines.Add(1)
	go func() {
		select {
		case <-parent.Done():
			child.cancel(false, parent.Err(), Cause(parent))
		case <-child.Done():
		}
	}()
}

func (c *cancelCtx) cancel(removeFromParent bool, err, cause error) {
	if err == nil {
		panic("context: internal error: missing cancel error")
	}
	if cause == nil {
		cause = err
	}
	c.mu.Lock()
	if c.err.Load() != nil {
		c.mu.Unlock()
		return // already canceled
	}
	c.err.Store(err)
	c.cause = cause
	cancelled(c.object, cause)
	for _, v := range c.values {
		cancelled(v, cause)
	}
	c.values = nil
	d, _ := c.done.Load().(chan struct{})
	if d == nil {
		d = c.makeDone() // not the one that all others share: each is called after its context
	}
	close(d)
	for child := range c.children {
		// NOTE: acquiring the child's lock while holding parent's lock.
		child.cancel(false, err, cause)
	}
	c.children = nil
	c.mu.Unlock()

	if removeFromParent {
		removeChild(c.Context, c)
	}
}

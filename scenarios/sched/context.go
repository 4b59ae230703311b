package sched

import "gopark/scenarios/trace"

// MakeContext makes the object of a context. made is the function that makes
// it, parent the context it is derived from, left how long it is to its
// deadline, negative if it has none.
func (m *Machine) MakeContext(at trace.SiteID, made string, parent trace.ObjID, left trace.Time) trace.ObjID {
	g := m.enter(at)
	until := trace.Time(0)
	if left >= 0 {
		until = m.after(left)
	}
	return m.make(g, at, trace.Object{Kind: trace.ObjContext, Type: made, Of: parent}, int64(until))
}

// CancelContext records that a context is cancelled; cause is a text.
func (m *Machine) CancelContext(at trace.SiteID, context trace.ObjID, cause string) {
	g := m.enter(at)
	if context == trace.NoObj {
		return
	}
	e := m.event(trace.KCancel, g, at)
	e.Obj, e.Text = context, cause
	m.add(e)
}

// DoneOf says that c is the done channel of a context.
func (m *Machine) DoneOf(context trace.ObjID, c *Chan) { c.context = context }

// Closed reports whether c is closed, which is no operation.
func (c *Chan) Closed() bool { return c.closed }

// ContextTimer is time.AfterFunc for the deadline of a context.
func (m *Machine) ContextTimer(at trace.SiteID, context trace.ObjID, d trace.Time, fn string, f func()) *Timer {
	g := m.enter(at)
	o := trace.Object{Kind: trace.ObjTimer, Type: "time.Timer", Of: context, Name: m.objectName(context)}
	return m.newTimer(g, at, &Timer{fn: fn, f: f}, o, d, 0)
}

// objectName is how an object is called.
func (m *Machine) objectName(o trace.ObjID) string {
	if m.rec == nil || o == trace.NoObj {
		return ""
	}
	return m.rec.Name(o)
}

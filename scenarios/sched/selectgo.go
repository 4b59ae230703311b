package sched

import (
	"slices"

	"gopark/scenarios/trace"
)

// Case is a case of a select statement other than default.
type Case struct {
	Chan  *Chan
	Send  bool
	Value any // to send
}

// Select is a select statement. sites are the places of the cases. It returns
// the case chosen, -1 for default, and what was received.
func (m *Machine) Select(at trace.SiteID, sites []trace.SiteID, cases []Case, hasDefault bool) (chosen int, v any, ok bool) {
	// cmd/compile/internal/walk/select.go: a single case without default is
	// an ordinary operation.
	if len(cases) == 1 && !hasDefault {
		c := cases[0]
		if c.Send {
			m.Send(sites[0], c.Chan, c.Value)
			return 0, nil, false
		}
		v, ok = m.Recv(sites[0], c.Chan)
		return 0, v, ok
	}
	return m.SelectGo(at, sites, cases, hasDefault)
}

// SelectGo is Select for reflect.Select, to which a single case is nothing
// special (runtime/select.go: reflect_rselect).
func (m *Machine) SelectGo(at trace.SiteID, sites []trace.SiteID, cases []Case, hasDefault bool) (chosen int, v any, ok bool) {
	g := m.enter(at)
	if len(cases) == 0 && !hasDefault {
		m.blockForever(g, at, trace.ReasonSelectNoCases, nil)
	}
	chosen = m.readyCase(g, cases)
	list := m.caseList(cases)
	if chosen >= 0 || hasDefault {
		m.selected(g, at, chosen, list)
		if chosen < 0 {
			return -1, nil, false
		}
		c := cases[chosen]
		if len(cases) == 1 { // an ordinary operation that does not wait
			g.site = sites[0]
		}
		if c.Send {
			m.trySend(g, sites[chosen], c.Chan, itemOf(cases, list, chosen))
			return chosen, nil, false
		}
		v, ok, _ = m.tryRecv(g, sites[chosen], c.Chan)
		return chosen, v, ok
	}

	m.enqueueCases(g, cases, list)
	if len(g.cases) == 0 {
		m.blockForever(g, at, trace.ReasonSelect, list)
	}
	m.blockEvent(g, at, trace.ReasonSelect, trace.NoObj).Cases = list
	m.block(g)
	w := g.woken
	for i := range g.cases {
		if t := g.cases[i].c.timer; t != nil {
			t.rt.unwait()
		}
	}
	chosen = w.index
	c := cases[chosen]
	g.woken, g.cases = nil, nil
	if list != nil {
		list[chosen].Ready = true
	}
	m.selected(g, at, chosen, list)
	if !c.Send {
		v, ok = m.received(g, sites[chosen], c.Chan)
		return chosen, v, ok
	}
	if !g.ok {
		panic(errSendClosed)
	}
	return chosen, nil, false
}

// readyCase chooses among the cases that can go on, -1 if there is none.
// runtime/select.go: selectgo visits the cases in random order and takes the
// first that is ready; of those that are, each is equally likely to be it.
func (m *Machine) readyCase(g *gor, cases []Case) int {
	var few [8]int
	ready := few[:0]
	for i := range cases {
		c := cases[i].Chan
		if c != nil && c.timer != nil {
			m.poll(g.p, c)
		}
		if cases[i].ready() {
			ready = append(ready, i)
		}
	}
	if len(ready) == 0 {
		return -1
	}
	k := m.choices.pick(len(ready))
	m.mustFit(g)
	return ready[k]
}

// ready reports whether the operation can go on. A send on a closed channel
// can: it panics.
func (k *Case) ready() bool {
	c := k.Chan
	switch {
	case c == nil:
		return false
	case k.Send:
		return c.closed || c.recvq.first != nil || c.buf.len() < c.cap
	}
	return c.closed || c.sendq.first != nil || c.buf.len() > 0
}

// enqueueCases makes g wait on all channels, in the order of their addresses,
// for which the order of creation stands.
func (m *Machine) enqueueCases(g *gor, cases []Case, list []trace.Case) {
	g.cases = make([]waiter, 0, len(cases))
	for i, k := range cases {
		if k.Chan != nil {
			g.cases = append(g.cases, waiter{g: g, c: k.Chan, item: itemOf(cases, list, i), send: k.Send, index: i, sel: true})
		}
	}
	slices.SortStableFunc(g.cases, func(a, b waiter) int { return int(int64(a.c.seq) - int64(b.c.seq)) })
	for i := range g.cases {
		w := &g.cases[i]
		w.queue().push(w)
		if w.c.timer != nil {
			m.wait(g.p, &w.c.timer.rt)
		}
	}
}

// itemOf is the value of a case, with its text in the list, if there is one.
func itemOf(cases []Case, list []trace.Case, i int) item {
	it := item{v: cases[i].Value}
	if list != nil {
		it.text = list[i].Text
	}
	return it
}

func (m *Machine) selected(g *gor, at trace.SiteID, chosen int, list []trace.Case) {
	e := m.event(trace.KSelect, g, at)
	e.Arg, e.Cases = int64(chosen), list
	m.add(e)
}

// caseList is the cases as the trace has them.
func (m *Machine) caseList(cases []Case) []trace.Case {
	if m.rec == nil {
		return nil
	}
	list := make([]trace.Case, len(cases))
	for i, k := range cases {
		list[i] = trace.Case{Send: k.Send, Ready: k.ready()}
		if k.Chan != nil {
			list[i].Obj = k.Chan.obj
			if k.Send {
				list[i].Text = m.text(k.Chan, k.Value)
			}
		}
	}
	return list
}

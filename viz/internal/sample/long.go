package sample

import (
	"math/rand/v2"

	"gopark/scenarios/trace"
)

// The long traces run main on P0 and everybody else on P1.

// crowd starts n goroutines that do the same; each of them goes on from where
// settle leaves it.
func (m *Maker) crowd(n int, settle func(g trace.GID)) {
	m.Go(trace.NoG, 0, "main", 1)
	m.Start(0)
	for range n {
		g := m.Spawn(1, "worker", 3)
		settle(g)
	}
}

func (m *Maker) resume(g trace.GID) {
	m.Add(trace.Event{Kind: trace.KStart, G: g, P: 1, Queue: trace.QGlobal})
}

func (m *Maker) wakeUp(g, by trace.GID, o trace.ObjID, site trace.SiteID) {
	m.Add(trace.Event{Kind: trace.KUnblock, G: g, By: by, P: 0, Queue: trace.QGlobal, Obj: o, Site: site})
	m.resume(g)
}

// Receivers is n goroutines that all wait at one channel, and main, who sends
// to them in turn until there are so many events.
func Receivers(n, events int) *trace.Trace {
	m := NewMaker(2)
	var c trace.ObjID
	wait := func(g trace.GID) {
		if c == trace.NoObj {
			c = m.Make(trace.MainG, trace.ObjChan, "c", "chan int", 0, 2)
		}
		m.Block(g, trace.ReasonChanReceive, c, "", 4)
	}
	m.crowd(n, wait)
	for m.Len() < events {
		g := m.State.O(c).Waiters.At(0)
		m.Add(trace.Event{Kind: trace.KSend, G: trace.MainG, By: g, P: trace.NoP, Obj: c, Text: "1", Site: 5})
		m.wakeUp(g, trace.MainG, c, 5)
		wait(g)
	}
	return m.Finish(trace.OutcomeStopped)
}

// Sleepers is n goroutines that sleep and wake in an order of their own, again
// and again until there are so many events.
func Sleepers(n, events int) *trace.Trace {
	m := NewMaker(2)
	rng := rand.New(rand.NewPCG(uint64(n), 1))
	order, wakes := rng.Perm(n), make([]trace.Time, n+2)
	round := trace.Time(1000) * trace.Time(n)
	plan := func(after trace.Time) {
		rng.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
		for i, k := range order {
			wakes[k+2] = after + 1000*trace.Time(i)
		}
	}
	sleep := func(g trace.GID) { m.SleepFor(g, wakes[g]-m.time, 4) }
	plan(1000)
	m.crowd(n, sleep)
	for m.Len() < events {
		now := order
		order = append([]int(nil), now...)
		base := m.time/round*round + round
		plan(base + round)
		for _, k := range now {
			g := trace.GID(k + 2)
			m.time = max(m.time, m.State.G(g).Until)
			m.wakeUp(g, trace.NoG, trace.NoObj, trace.NoSite)
			if m.Len() >= events {
				break
			}
			sleep(g)
		}
	}
	return m.Finish(trace.OutcomeStopped)
}

// Brief is n goroutines that each end before the next is created, and yield
// before that, so that there are so many events.
func Brief(n, events int) *trace.Trace {
	m := NewMaker(2)
	m.crowd(n, func(g trace.GID) {
		for range (events/n - 4) / 2 {
			m.Add(trace.Event{Kind: trace.KYield, G: g, P: 1, Queue: trace.QGlobal, Site: 5})
			m.resume(g)
		}
		m.End(g, 4)
	})
	return m.Finish(trace.OutcomeStopped)
}

package model

import (
	"sort"
	"sync"

	"gopark/scenarios/trace"
)

// Moment is something in the life of a goroutine: a transition of its own, or
// what it did to another.
type Moment struct {
	Step    trace.Step
	Phrases []Phrase
	Now     bool // the last that is not after the step asked about
}

// effects are, for each goroutine, the wakes and creations that it caused: the
// indices in Run.Causes. They are gathered the first time that somebody asks.
type effects struct {
	once sync.Once
	of   [][]uint32 // by GID
}

func (r *Run) effectsOf(g trace.GID) []uint32 {
	r.effects.once.Do(func() {
		counts := make([]int, len(r.Trace.Goroutines))
		for i := range r.Causes {
			counts[r.Causes[i].From]++
		}
		all := make([]uint32, len(r.Causes))
		r.effects.of = make([][]uint32, len(counts))
		from := 0
		for g, n := range counts {
			r.effects.of[g] = all[from : from : from+n]
			from += n
		}
		for i := range r.Causes {
			list := &r.effects.of[r.Causes[i].From]
			*list = append(*list, uint32(i))
		}
	})
	if int(g) < len(r.effects.of) {
		return r.effects.of[g]
	}
	return nil
}

// Story returns the moments in the life of g that are next to a step, at most
// limit of them, in order: what happened to it, whom it woke and whom it
// created.
func (c *Cursor) Story(g trace.GID, around trace.Step, limit int, level Level) []Moment {
	r := c.run
	own, done := r.Changes(g), r.effectsOf(g)
	// Enough of both kinds around the step, in order.
	i := changeAt(own, around) + 1
	k := sort.Search(len(done), func(k int) bool { return r.Causes[done[k]].Step > around })
	own = own[max(0, i-limit):min(len(own), i+limit)]
	done = done[max(0, k-limit):min(len(done), k+limit)]
	steps := make([]trace.Step, 0, len(own)+len(done))
	for _, ch := range own {
		steps = append(steps, ch.Step)
	}
	for _, k := range done {
		steps = append(steps, r.Causes[k].Step)
	}
	sort.Slice(steps, func(i, j int) bool { return steps[i] < steps[j] })
	now := sort.Search(len(steps), func(i int) bool { return steps[i] > around })
	from := max(0, min(now-limit/2, len(steps)-limit))
	var out []Moment
	for i, step := range steps[from:min(len(steps), from+limit)] {
		m := Moment{Step: step, Now: from+i == now-1}
		if e := r.event(step); e.G == g {
			m.Phrases = r.moment(step, level)
		} else {
			m.Phrases = r.deed(&e, level)
		}
		out = append(out, m)
	}
	return out
}

// moment says in a few words what the event that led to a step did to the
// goroutine that it is about.
func (r *Run) moment(step trace.Step, level Level) []Phrase {
	e := r.event(step)
	key := ""
	args := []arg{gArg("by", e.By), siteArg("at", e.Site), pArg("p", e.P)}
	switch e.Kind {
	case trace.KCreate:
		switch {
		case e.G == trace.MainG:
			key = "moment.create.main"
		case e.By == trace.NoG:
			key = "moment.create.timer"
		default:
			key = "moment.create"
		}
	case trace.KReady:
		key = "moment.ready"
	case trace.KStart:
		key = "moment.start"
	case trace.KBlock:
		key = "moment.block"
		args = append(args, phrasesArg("why", r.whyBlocked(&e, level)))
	case trace.KUnblock:
		switch {
		case e.By != trace.NoG:
			key = "moment.wake"
		case byTimer(r.reasonAt(e.G, step)):
			key = "moment.wake.timer"
		default:
			key = "moment.wake.runtime"
		}
	case trace.KYield:
		switch e.Arg {
		case trace.YieldGosched:
			key = "moment.yield.gosched"
		case trace.YieldPreempt:
			key = "moment.yield.preempt"
		default:
			key = "moment.yield.handoff"
		}
	case trace.KEnd:
		key = "moment.end"
		if e.Arg == trace.EndGoexit {
			key = "moment.end.goexit"
		}
	}
	return r.tell(level, key, args)
}

// byTimer reports whether it is a timer that wakes who waits for a reason and
// is woken by no goroutine.
func byTimer(r trace.Reason) bool {
	return r == trace.ReasonSleep || r == trace.ReasonChanReceive || r == trace.ReasonSelect
}

// deed says in a few words what a goroutine does to another by an event.
func (r *Run) deed(e *trace.Event, level Level) []Phrase {
	key := "moment.wakes"
	if e.Kind == trace.KCreate {
		key = "moment.creates"
	}
	return r.tell(level, key, []arg{gArg("g", e.G), siteArg("at", e.Site)})
}

package model

import (
	"sort"
	"sync"

	"gopark/scenarios/trace"
)

// use is a class of what happens at an object.
type use uint8

const (
	useA    use = iota // a value sent, a lock taken for writing, an Add, a Do, a signal, a firing
	useB               // a value received, a lock taken for reading, a Done
	useWait            // somebody had to wait
	numUses
)

// uses are the steps at which each class of things happened at each object, in
// order. They are gathered the first time that somebody asks.
type uses struct {
	once  sync.Once
	steps [][numUses][]uint32 // by ObjID
}

// usesUntil returns how often each class of things has happened at an object
// up to a step, and the last step at which useA did, 0 if it never did.
func (r *Run) usesUntil(o trace.ObjID, step trace.Step) (n [numUses]int, last trace.Step) {
	r.uses.once.Do(func() {
		r.uses.steps = make([][numUses][]uint32, len(r.Trace.Objects))
		for i, e := range r.Trace.Events() {
			r.uses.add(uint32(i+1), &e)
		}
	})
	for k := range n {
		steps := r.uses.steps[o][k]
		n[k] = sort.Search(len(steps), func(i int) bool { return trace.Step(steps[i]) > step })
	}
	if n[useA] > 0 {
		last = trace.Step(r.uses.steps[o][useA][n[useA]-1])
	}
	return n, last
}

func (u *uses) add(step uint32, e *trace.Event) {
	if e.Kind == trace.KBlock {
		for i := range e.Cases {
			u.note(e.Cases[i].Obj, useWait, step)
		}
	}
	if e.Obj == trace.NoObj {
		return
	}
	switch e.Kind {
	case trace.KBlock:
		u.note(e.Obj, useWait, step)
	case trace.KSend:
		if e.G == trace.NoG { // of a timer, whose firing is counted
			return
		}
		u.note(e.Obj, useA, step)
		if e.By != trace.NoG { // handed over: there is no event of its own for the receiving
			u.note(e.Obj, useB, step)
		}
	case trace.KRecv:
		if e.By != trace.NoG {
			u.note(e.Obj, useA, step)
		}
		if e.Arg == 1 {
			u.note(e.Obj, useB, step)
		}
	case trace.KLock, trace.KDo, trace.KSignal:
		if e.Kind != trace.KDo || e.Arg != trace.DoEnd {
			u.note(e.Obj, useA, step)
		}
	case trace.KRLock:
		u.note(e.Obj, useB, step)
	case trace.KAdd:
		if e.Arg > 0 {
			u.note(e.Obj, useA, step)
		} else {
			u.note(e.Obj, useB, step)
		}
	case trace.KTimer:
		if e.Arg == trace.TimerFire {
			u.note(e.Obj, useA, step)
		}
	}
}

func (u *uses) note(o trace.ObjID, k use, step uint32) {
	list := &u.steps[o][k]
	if n := len(*list); n > 0 && (*list)[n-1] == step { // two cases of one select
		return
	}
	*list = append(*list, step)
}

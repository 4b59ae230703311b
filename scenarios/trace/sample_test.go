package trace

// The hand-made traces of the tests. main (G1) starts a worker (G2), which
// waits for a lock, answers on a channel and sleeps; main selects, and ends.

func sampleTables() *Trace {
	files := []File{{"main.go", "package main\n\nfunc main() { … }\n"}}
	site := func(line, col int, fn, operand string) Site { return Site{0, line, col, "main." + fn, operand} }
	return &Trace{
		Files: files,
		Sites: []Site{
			{},
			site(9, 7, "main", "c"),
			site(10, 5, "main", "mu"),
			site(11, 2, "main", "worker"),
			site(12, 10, "main", "c"),
			site(13, 2, "main", "fmt.Println"),
			site(14, 2, "main", ""),
			site(15, 2, "main", "mu"),
			site(20, 2, "worker", "mu"),
			site(21, 4, "worker", "c"),
			site(22, 2, "worker", "time.Sleep"),
			site(16, 2, "main", ""),
		},
		Settings:   Settings{Procs: 1, Seed: 7},
		Schedule:   "r0",
		Goroutines: []Goroutine{{}, {"main.main", NoG, NoSite}, {"main.worker", MainG, 3}},
		Objects: []Object{
			{},
			{Kind: ObjChan, Name: "c", Type: "chan string", Site: 1},
			{Kind: ObjMutex, Name: "mu", Type: "sync.Mutex", Site: 2},
		},
	}
}

// sampleEvents is one legal run. The tests of the rules change one event.
func sampleEvents() []Event {
	return []Event{
		{Kind: KCreate, G: 1, P: 0},
		{Kind: KReady, G: 1, P: 0, Queue: QNext},
		{Kind: KStart, G: 1, P: 0, Queue: QNext},
		{Kind: KMake, G: 1, P: NoP, Obj: 1, Work: 1, Site: 1},
		{Kind: KMake, G: 1, P: NoP, Obj: 2, Work: 2, Site: 2},
		{Kind: KLock, G: 1, P: NoP, Obj: 2, Work: 2, Site: 2},
		{Kind: KCreate, G: 2, By: 1, P: 0, Work: 3, Site: 3},
		{Kind: KReady, G: 2, By: 1, P: 0, Queue: QNext, Work: 3, Site: 3},
		{Kind: KYield, G: 1, P: NoP, Queue: QGlobal, Arg: YieldPreempt, Work: 4},
		{Kind: KStart, G: 2, P: 0, Queue: QNext, Work: 4}, // 9
		{Kind: KBlock, G: 2, P: NoP, Reason: ReasonMutexLock, Obj: 2, Work: 5, Site: 8},
		{Kind: KStart, G: 1, P: 0, Queue: QGlobal, Work: 5},
		{Kind: KUnlock, G: 1, P: NoP, Obj: 2, Work: 6, Site: 7},
		{Kind: KUnblock, G: 2, By: 1, P: 0, Queue: QNext, Obj: 2, Work: 6, Site: 7},
		{Kind: KBlock, G: 1, P: NoP, Reason: ReasonSelect, Work: 7, Site: 4, Cases: []Case{{Obj: 1}, {Send: true, Text: `"x"`}}},
		{Kind: KStart, G: 2, P: 0, Queue: QNext, Work: 7}, // 15
		{Kind: KLock, G: 2, P: NoP, Obj: 2, Work: 8, Site: 8},
		{Kind: KSend, G: 2, P: NoP, Obj: 1, By: 1, Text: `"hé\n"`, Work: 9, Site: 9},
		{Kind: KUnblock, G: 1, By: 2, P: 0, Queue: QNext, Obj: 1, Work: 9, Site: 9},
		{Kind: KBlock, G: 2, P: NoP, Reason: ReasonSleep, Aux: 1_500_000_000, Work: 10, Site: 10},
		{Kind: KStart, G: 1, P: 0, Queue: QNext, Work: 10}, // 20
		{Kind: KPrint, G: 1, P: NoP, Arg: 1, Text: "hé\n\x1b", Work: 11, Site: 5},
		{Kind: KSelect, G: 1, P: NoP, Arg: -1, Cases: []Case{{Obj: 1, Send: true, Text: "7"}}, Work: 12, Site: 6},
		{Kind: KBlock, G: 1, P: NoP, Reason: ReasonSleep, Aux: 2_000_000_000, Work: 12, Site: 11},
		{Kind: KUnblock, G: 2, P: NoP, Queue: QGlobal, Time: 1_500_000_000, Work: 12},
		{Kind: KStart, G: 2, P: 0, Queue: QGlobal, Time: 1_500_000_000, Work: 12}, // 25
		{Kind: KUnlock, G: 2, P: NoP, Obj: 2, Time: 1_500_000_000, Work: 13, Site: 8},
		{Kind: KEnd, G: 2, P: NoP, Time: 1_500_000_000, Work: 13, Site: 10},
		{Kind: KUnblock, G: 1, P: NoP, Queue: QGlobal, Time: 2_000_000_000, Work: 13},
		{Kind: KStart, G: 1, P: 0, Queue: QGlobal, Time: 2_000_000_000, Work: 13},
		{Kind: KEnd, G: 1, P: NoP, Time: 2_000_000_000, Work: 14, Site: 11}, // 30
		{Kind: KExit, G: 1, P: NoP, Time: 2_000_000_000, Work: 14},
	}
}

func sample() *Trace {
	t := sampleTables()
	r := NewRecorder(t.Files, t.Sites, t.Settings)
	for _, g := range t.Goroutines[1:] {
		r.Goroutine(g)
	}
	for _, o := range t.Objects[1:] {
		r.Object(o)
	}
	for _, e := range sampleEvents() {
		r.Add(&e)
	}
	return r.Finish(t.Schedule)
}

// contexts is a run in which a context with a deadline ends, and its child.
func contexts() *Trace {
	site := func(line int, operand string) Site { return Site{0, line, 2, "main.main", operand} }
	r := NewRecorder([]File{{"main.go", "package main\n"}}, []Site{{}, site(9, "ctx"), site(10, "child"), site(11, "child"), site(12, "cancel")}, Settings{Procs: 1})
	r.Goroutine(Goroutine{Func: "main.main"})
	r.Object(Object{Kind: ObjContext, Name: "ctx", Type: "context.WithTimeout", Site: 1})
	r.Object(Object{Kind: ObjTimer, Name: "ctx", Type: "time.Timer", Site: 1, Of: 1})
	r.Object(Object{Kind: ObjContext, Name: "child", Type: "context.WithCancel", Site: 2, Of: 1})
	r.Object(Object{Kind: ObjChan, Name: "child.Done()", Type: "chan struct {}", Site: 3, Of: 3})
	for _, e := range []Event{
		{Kind: KCreate, G: 1, P: 0},
		{Kind: KReady, G: 1, P: 0, Queue: QNext},
		{Kind: KStart, G: 1, P: 0, Queue: QNext},
		{Kind: KMake, G: 1, Obj: 1, Arg: 1_500_000_000, Site: 1},
		{Kind: KMake, G: 1, Obj: 2, Arg: 1_500_000_000, Site: 1},
		{Kind: KMake, G: 1, Obj: 3, Site: 2},
		{Kind: KMake, G: 1, Obj: 4, Site: 3},
		{Kind: KCancel, G: 1, Obj: 1, Text: "context canceled", Site: 4},
		{Kind: KTimer, G: 1, Obj: 2, Arg: TimerStop, Site: 4},
		{Kind: KCancel, G: 1, Obj: 3, Text: "context canceled", Site: 4},
		{Kind: KClose, G: 1, Obj: 4, Site: 4},
		{Kind: KEnd, G: 1},
		{Kind: KExit, G: 1},
	} {
		r.Add(&e)
	}
	return r.Finish("")
}

// forged puts events into one block of t as they are, legal or not.
func forged(t *Trace, events []Event) *Trace {
	r := newRecording(t)
	r.ends = make([]ending, len(t.Goroutines))
	r.openBlock()
	for i := range events {
		e := &events[i]
		r.buf = r.context.appendEvent(r.buf, e, r)
		r.n++
		if e.Kind == KEnd {
			r.ends[e.G] = ending{since: Step(r.n), site: e.Site, waker: e.By}
		}
	}
	// The endings of a legal trace follow from its events.
	s := NewState(t.Settings.Procs)
	for i := range events {
		if s.Apply(&events[i]) != nil {
			break
		}
		if e := &events[i]; e.Kind == KEnd {
			r.ends[e.G] = s.G(e.G).ending()
		}
	}
	return r.finish()
}

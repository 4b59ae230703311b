package svg

import (
	"fmt"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
	"gopark/viz/model"
	"gopark/viz/scene"
)

// handover is a program in which main gives a value to G2, which waits for it.
// It ends in the middle of that: with what main does, or with what it causes.
func handover(caused bool) func(m *sample.Maker) trace.Step {
	return func(m *sample.Maker) trace.Step {
		c := channel(m, "jobs", 0)
		g := m.Spawn(1, "worker", 3)
		m.Block(g, trace.ReasonChanReceive, c, "", 4)
		m.Add(trace.Event{Kind: trace.KSend, G: trace.MainG, By: g, P: trace.NoP, Obj: c, Text: "42", Site: 5})
		if caused {
			m.Wake(g, trace.MainG, 0, c, 5)
		}
		return last(m)
	}
}

// lit is a handover while somebody else sleeps.
func lit(m *sample.Maker) trace.Step {
	g := m.Spawn(1, "sleeper", 6)
	m.SleepFor(g, 10e6, 7)
	return handover(true)(m)
}

// crowd lets n goroutines wait for main, of which the first half ends.
func crowd(n int) func(m *sample.Maker) trace.Step {
	return func(m *sample.Maker) trace.Step {
		wg := m.Make(trace.MainG, trace.ObjWaitGroup, "gate", "sync.WaitGroup", 0, 2)
		m.Act(trace.KAdd, trace.MainG, wg, 1, 1, "", 3)
		for i := range n {
			if g := m.Spawn(1, "worker", 3); i < n/2 {
				m.End(g, 5)
			} else {
				m.Block(g, trace.ReasonWaitGroupWait, wg, "", 4)
			}
		}
		return last(m)
	}
}

// wide gives the queues room for names.
func wide(v *scene.View) { v.Width, v.Height = 820, 340 }

// queue puts n goroutines into the queue of P0, the last one into its runnext slot.
func queue(m *sample.Maker, n int) {
	for range n {
		m.Go(trace.MainG, 0, "worker", 3)
	}
}

// everywhere has a goroutine in each state.
func everywhere(m *sample.Maker) trace.Step {
	m.End(m.Spawn(1, "done", 3), 4)
	m.SleepFor(m.Spawn(1, "asleep", 3), 10e6, 4)
	m.Go(trace.MainG, 0, "ready", 3)
	m.Go(trace.MainG, 0, "fresh", 3)
	return last(m) - 1
}

// stages are the places and what moves between them.
var stages = []golden{
	{name: "states", sees: "one goroutine in each of the five places, each with the colour, pattern and border of its state; G5 is being created",
		make: everywhere, procs: 2},
	{name: "states-contrast", sees: "the same in the theme of high contrast",
		make: everywhere, procs: 2, view: func(v *scene.View) { v.Theme = &scene.Contrast }},
	{name: "states-simple", sees: "the same without Ps and queues: the plain five states",
		make: everywhere, procs: 2, view: func(v *scene.View) { v.Simple = true }},
	{name: "states-phone", sees: "the same on a phone: the places one below the other",
		make: everywhere, view: func(v *scene.View) { v.Width, v.Height = 370, 400 }, procs: 2},
	{name: "procs", sees: "P0 runs G1, with G4 in its runnext slot and G2, G3 behind; P1 is idle; G5 is in the global queue",
		make: func(m *sample.Maker) trace.Step {
			queue(m, 3)
			g := m.Spawn(1, "worker", 3)
			m.Add(trace.Event{Kind: trace.KYield, G: g, P: 1, Queue: trace.QGlobal, Arg: trace.YieldGosched, Site: 5})
			return last(m)
		}, procs: 2, view: wide},
	{name: "steal-half-way", t: 0.5, sees: "G2 and G3, half of P0's queue, on their way to the queue of P1",
		make: func(m *sample.Maker) trace.Step {
			queue(m, 5)
			m.Add(trace.Event{Kind: trace.KSteal, P: 1, Arg: 2, Aux: 0})
			return last(m)
		}, procs: 2, view: wide},
	{name: "spill-half-way", t: 0.5, sees: "G2, G3 and the newest of P0's queue on their way to the global queue",
		make: func(m *sample.Maker) trace.Step {
			queue(m, 5)
			m.Add(trace.Event{Kind: trace.KSpill, G: trace.MainG, P: 0, Arg: 2})
			return last(m)
		}, procs: 2, view: wide},
	{name: "refill-half-way", t: 0.5, sees: "G2 on its way from the global queue to that of P1",
		make: func(m *sample.Maker) trace.Step {
			workers := []trace.GID{m.Spawn(1, "worker", 3), m.Spawn(2, "worker", 3)}
			for i, g := range workers {
				m.Add(trace.Event{Kind: trace.KYield, G: g, P: trace.PID(1 + i), Queue: trace.QGlobal, Arg: trace.YieldGosched, Site: 5})
			}
			m.Add(trace.Event{Kind: trace.KRefill, P: 1, Arg: 1})
			return last(m)
		}, procs: 3, view: wide},
	{name: "slice", thing: model.Thing{Kind: model.ThingP, P: 0}, sees: "G1 on P0 with a bar: a good half of its time slice is left",
		make: func(m *sample.Maker) trace.Step {
			for i := range 7 {
				m.Act(trace.KPrint, trace.MainG, 0, 1, 0, fmt.Sprintln(i), 3)
			}
			m.Add(trace.Event{Kind: trace.KYield, G: trace.MainG, P: 0, Queue: trace.QGlobal, Arg: trace.YieldPreempt, Site: 4})
			return 6
		}},
	{name: "preempted-half-way", t: 0.5, sees: "G1, whose slice is used up, on its way from P0 to the global queue",
		make: func(m *sample.Maker) trace.Step {
			m.Act(trace.KPrint, trace.MainG, 0, 1, 0, "x\n", 3)
			m.Add(trace.Event{Kind: trace.KYield, G: trace.MainG, P: 0, Queue: trace.QGlobal, Arg: trace.YieldPreempt, Site: 4})
			return last(m)
		}},
	{name: "create-half-way", t: 0.5, sees: "G2 coming out of G1 towards the created, small, with an arrow from G1",
		make: func(m *sample.Maker) trace.Step {
			m.Go(trace.MainG, 0, "worker", 3)
			return last(m) - 1
		}},
	{name: "start-half-way", t: 0.5, sees: "G2 on its way from the runnext slot to P1, half in the look of a runnable, half of a running goroutine; where it was a broken outline, behind it its trail",
		make: func(m *sample.Maker) trace.Step {
			queue(m, 2)
			m.Add(trace.Event{Kind: trace.KSteal, P: 1, Arg: 1, Aux: 0})
			m.Start(1)
			return last(m)
		}, procs: 2, view: wide},
	{name: "start-half-way-reduced", t: 0.5, sees: "nothing moves: G2 fades out of the queue and into P1",
		make: func(m *sample.Maker) trace.Step {
			queue(m, 2)
			m.Add(trace.Event{Kind: trace.KSteal, P: 1, Arg: 1, Aux: 0})
			m.Start(1)
			return last(m)
		}, procs: 2, view: func(v *scene.View) { v.Reduced = true }},
	{name: "value-travels", t: 0.5, sees: "the value 42 half way from G1, who sends, to G2, who waits for it; a line from G1 to the channel",
		make: handover(false), procs: 2, view: dark},
	{name: "value-into-buffer", t: 0.4, sees: "the value 7 on its way from G1 into the second place of the buffer",
		make: func(m *sample.Maker) trace.Step {
			c := channel(m, "jobs", 2)
			send(m, c, "6")
			send(m, c, "7")
			return last(m)
		}},
	{name: "waker-arrow", t: 0.5, sees: "an arrow from G1 to G2, which it makes runnable and which is on its way into the runnext slot of P0",
		make: handover(true), procs: 2, view: dark},
	{name: "lock-handed-on", t: 0.5, sees: "the lock mu on its way from G1 to G2, who waits for it",
		make: func(m *sample.Maker) trace.Step {
			mu := m.Make(trace.MainG, trace.ObjMutex, "mu", "sync.Mutex", 0, 2)
			m.Act(trace.KLock, trace.MainG, mu, 0, 0, "", 3)
			g := m.Spawn(1, "worker", 3)
			m.Block(g, trace.ReasonMutexLock, mu, "", 4)
			m.Act(trace.KUnlock, trace.MainG, mu, 0, 0, "", 5)
			m.Add(trace.Event{Kind: trace.KLock, G: g, By: trace.MainG, P: trace.NoP, Obj: mu, Site: 5})
			return last(m)
		}, procs: 2},
	{name: "followed", sees: "G2, which is followed, with a thick border in the accent colour, and a ring around G1, which explains itself",
		make: handover(true), procs: 2, view: func(v *scene.View) {
			v.Selected, v.Focus = 2, model.Thing{Kind: model.ThingG, G: 1, P: trace.NoP}
		}},
	{name: "found", find: "blocked", sees: "G3, which is blocked, stands out; all others are dimmed",
		make: everywhere, procs: 2},
	{name: "spotlight", sees: "main hands 42 to G2, both and the channel jobs in full colour, the sleeping G3 and what else there is quiet",
		make: lit, procs: 2, view: func(v *scene.View) { v.Spotlight = true }},
	{name: "spotlight-large", sees: "the same in dark and in letters of 24 pixels, as it is projected",
		make: lit, procs: 2, view: func(v *scene.View) {
			v.Spotlight, v.Scale, v.Theme, v.Width, v.Height = true, 24.0/14, &scene.Dark, 1280, 520
		}},
	{name: "spotlight-crowd", sees: "of 200 blocked at the gate only G402, which is being blocked, stands out, and the gate",
		make: func(m *sample.Maker) trace.Step {
			crowd(400)(m)
			m.Block(m.Spawn(1, "worker", 3), trace.ReasonWaitGroupWait, 1, "", 4)
			return last(m)
		}, procs: 2, view: func(v *scene.View) { v.Spotlight = true }},
	{name: "crowd-marks", sees: "a mark for each of 200 blocked at the gate, and as many that are done, with their number",
		make: crowd(400), procs: 2},
	{name: "crowd-density", sees: "squares for 10 000 blocked at the gate and as many that are done, with their exact numbers",
		make: crowd(20_000), procs: 2},
	{name: "crowd-lens", sees: "the same crowd through a lens: those of the gate have names, in the order in which they wait",
		make: crowd(400), procs: 2, view: func(v *scene.View) { v.Lens = scene.Lens{Zoom: 9, X: 60, Y: 220} }},
	{name: "done-groups", sees: "those that are done by their go statements: 300 readers and 100 writers, each with a name, a line and a number",
		make: func(m *sample.Maker) trace.Step {
			for range 300 {
				m.End(m.Spawn(1, "reader", 3), 4)
			}
			for range 100 {
				m.End(m.Spawn(1, "writer", 6), 7)
			}
			return last(m)
		}, procs: 2},
}

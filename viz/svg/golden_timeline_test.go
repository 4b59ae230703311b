package svg

import (
	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
	"gopark/viz/scene"
)

// turns is main and two goroutines that meet at a mutex and sleep.
func turns(m *sample.Maker) trace.Step {
	mu := m.Make(trace.MainG, trace.ObjMutex, "mu", "sync.Mutex", 0, 2)
	a, b := m.Go(trace.MainG, 0, "first", 3), m.Go(trace.MainG, 0, "second", 3)
	m.SleepFor(trace.MainG, 30e6, 4)
	m.Start(0) // b, which is next
	m.Act(trace.KLock, b, mu, 0, 0, "", 5)
	m.SleepFor(b, 10e6, 6)
	m.Start(0)
	m.Block(a, trace.ReasonMutexLock, mu, "", 5)
	m.Sleep(10e6)
	m.Wake(b, trace.NoG, 0, trace.NoObj, 0)
	m.Start(0)
	m.Act(trace.KUnlock, b, mu, 0, 0, "", 7)
	m.Wake(a, b, 0, mu, 7)
	m.End(b, 8)
	step := last(m)
	m.Start(0)
	m.Act(trace.KLock, a, mu, 0, 0, "", 5)
	m.Act(trace.KUnlock, a, mu, 0, 0, "", 7)
	m.End(a, 8)
	m.Sleep(20e6)
	m.Wake(trace.MainG, trace.NoG, 0, trace.NoObj, 0)
	m.Start(0)
	m.End(trace.MainG, 9)
	m.Exit(trace.OutcomeReturn)
	return step
}

// family is main, whose children have a child each. G4, a child's child, is the
// last to end.
func family(m *sample.Maker) trace.Step {
	a, b := m.Spawn(1, "a", 3), m.Spawn(2, "b", 3)
	c, d := m.Go(a, 1, "child", 5), m.Go(b, 2, "child", 5)
	m.End(a, 6)
	m.End(b, 6)
	m.Start(2)
	m.End(d, 7)
	m.End(trace.MainG, 8)
	m.Start(1)
	m.End(c, 7)
	m.Exit(trace.OutcomeReturn)
	return last(m)
}

// generations is two go statements with many goroutines each.
func generations(m *sample.Maker) trace.Step {
	for range 60 {
		m.End(m.Spawn(1, "reader", 3), 4)
	}
	for range 40 {
		m.SleepFor(m.Spawn(1, "writer", 6), 10e6, 7)
	}
	return last(m)
}

func timeView(t scene.TimeView) func(*scene.View) {
	return func(v *scene.View) { v.Time = t }
}

// timelines are what the timeline has.
var timelines = []golden{
	{name: "timeline-spans", part: scene.PartTimeline, make: turns,
		sees: "a row for each of three goroutines with spans in the looks of their states, and an arrow from G3, which unlocks, to G2; what follows the playhead is veiled; the axis counts steps; the sign of the end"},
	{name: "timeline-time", part: scene.PartTimeline, make: turns, view: timeView(scene.TimeView{ByTime: true}),
		sees: "the same with virtual time as the axis: the sleeps are wide, what takes no time is narrow, bars below the ticks say where the clock stands still"},
	{name: "timeline-window", part: scene.PartTimeline, make: turns, view: timeView(scene.TimeView{From: 8, To: 20}),
		sees: "a part of the run, with the spans cut at its edges, and below the map of the whole run with a frame around that part"},
	{name: "timeline-range", part: scene.PartTimeline, make: turns, view: timeView(scene.TimeView{Range: [2]trace.Step{9, 14}}),
		sees: "a range of steps selected: tinted, with an edge at both ends"},
	{name: "timeline-followed", part: scene.PartTimeline, make: turns,
		view: func(v *scene.View) { v.Theme, v.Selected = &scene.Dark, 2 },
		sees: "the row of G2, which is followed, stands out"},
	{name: "timeline-findings", part: scene.PartTimeline,
		sees: "markers at the axis: G2 has ended with the lock mu, and at the end all are asleep: a deadlock",
		make: func(m *sample.Maker) trace.Step {
			mu := m.Make(trace.MainG, trace.ObjMutex, "mu", "sync.Mutex", 0, 2)
			g := m.Spawn(1, "worker", 3)
			m.Act(trace.KLock, g, mu, 0, 0, "", 4)
			m.End(g, 5)
			m.Block(trace.MainG, trace.ReasonMutexLock, mu, "", 6)
			m.Exit(trace.OutcomeDeadlock)
			return last(m)
		}, procs: 2},
	{name: "timeline-future-hidden", part: scene.PartTimeline, make: turns,
		view: func(v *scene.View) { v.HideFuture = true },
		sees: "nothing is right of the playhead: no spans, no arrows, no sign of the end"},
	{name: "timeline-divergence", part: scene.PartTimeline, make: turns,
		view: func(v *scene.View) { v.Divergence, v.Time = 18, scene.TimeView{From: 8, To: 22} },
		sees: "a broken line at step 18, where the run parts from another, with the words first difference above it, and a line in the map of the whole run"},
	{name: "timeline-tree", part: scene.PartTimeline, make: family, procs: 3, view: timeView(scene.TimeView{Sort: scene.SortTree}),
		sees: "each goroutine below its creator and indented: G1, G2, G4, G3, G5"},
	{name: "timeline-lifetime", part: scene.PartTimeline, make: family, procs: 3, view: timeView(scene.TimeView{Sort: scene.SortLifetime}),
		sees: "those that live longest first: G1, G2, G4, G3, G5"},
	{name: "timeline-groups", part: scene.PartTimeline, make: generations, procs: 2,
		sees: "a row for main and one for each go statement, with how many of its goroutines are in each state; all readers end, all writers sleep in the end"},
	{name: "timeline-group-open", part: scene.PartTimeline, make: generations, procs: 2, view: timeView(scene.TimeView{Open: 3}),
		sees: "the group of the writers open: below its row one row for each of them, with a name"},
}

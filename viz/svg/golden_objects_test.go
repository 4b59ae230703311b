package svg

import (
	"fmt"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
	"gopark/viz/model"
	"gopark/viz/scene"
)

// object is the first object that a program makes.
var object = model.Thing{Kind: model.ThingObj, Obj: 1, P: trace.NoP}

func waitFor(w model.Wait) model.Thing {
	return model.Thing{Kind: model.ThingWait, Wait: w, P: trace.NoP}
}

func channel(m *sample.Maker, name string, capacity int) trace.ObjID {
	return m.Make(trace.MainG, trace.ObjChan, name, "chan int", capacity, 2)
}

// send puts a value into a buffer.
func send(m *sample.Maker, o trace.ObjID, text string) {
	m.Add(trace.Event{Kind: trace.KSend, G: trace.MainG, P: trace.NoP, Obj: o, Text: text, Site: 5})
}

// high gives a picture more room.
func high(v *scene.View) { v.Height = 380 }

func dark(v *scene.View) { v.Theme = &scene.Dark }

// objects are the kinds of things that goroutines meet at, each with its inside.
var objects = []golden{
	{name: "object-channel-unbuffered", thing: object,
		sees: "an unbuffered channel at which G2 and then G3 wait to receive; nobody waits to send",
		make: func(m *sample.Maker) trace.Step {
			c := channel(m, "jobs", 0)
			for range 2 {
				m.Block(m.Spawn(1, "worker", 3), trace.ReasonChanReceive, c, "", 4)
			}
			return last(m)
		}, procs: 2},
	{name: "object-channel-buffered", thing: object,
		sees: "a channel with places for three values, of which 7 and then 8 are in it; the third place is free",
		make: func(m *sample.Maker) trace.Step {
			c := channel(m, "jobs", 3)
			send(m, c, "7")
			send(m, c, "8")
			return last(m)
		}},
	{name: "object-channel-full", thing: object,
		sees: "a full channel at which G2 and then G3 wait to send",
		make: func(m *sample.Maker) trace.Step {
			c := channel(m, "jobs", 2)
			send(m, c, "7")
			send(m, c, "8")
			for i := range 2 {
				m.Block(m.Spawn(1, "source", 3), trace.ReasonChanSend, c, fmt.Sprint(9+i), 4)
			}
			return last(m)
		}, procs: 2},
	{name: "object-channel-closed", thing: object,
		sees: "a closed channel with one value left in it",
		make: func(m *sample.Maker) trace.Step {
			c := channel(m, "jobs", 2)
			send(m, c, "7")
			m.Act(trace.KClose, trace.MainG, c, 0, 0, "", 6)
			return last(m)
		}},
	{name: "object-mutex-held", thing: object,
		sees: "a mutex held by G2, behind which G3 and then G4 wait",
		make: func(m *sample.Maker) trace.Step {
			mu := m.Make(trace.MainG, trace.ObjMutex, "mu", "sync.Mutex", 0, 2)
			m.Act(trace.KLock, m.Spawn(1, "worker", 3), mu, 0, 0, "", 4)
			for range 2 {
				m.Block(m.Spawn(2, "worker", 3), trace.ReasonMutexLock, mu, "", 4)
			}
			return last(m)
		}, procs: 3},
	{name: "object-rwmutex-read", thing: object,
		sees: "an RWMutex read by G2 and G3 while the writer G4 waits",
		make: func(m *sample.Maker) trace.Step {
			mu := m.Make(trace.MainG, trace.ObjRWMutex, "mu", "sync.RWMutex", 0, 2)
			for i := range 2 {
				m.Act(trace.KRLock, m.Spawn(trace.PID(1+i), "reader", 3), mu, 0, 0, "", 4)
			}
			m.Block(m.Spawn(3, "writer", 5), trace.ReasonRWMutexLock, mu, "", 6)
			return last(m)
		}, procs: 4},
	{name: "object-rwmutex-written", thing: object,
		sees: "an RWMutex written by G2 while the readers G3 and G4 wait",
		make: func(m *sample.Maker) trace.Step {
			mu := m.Make(trace.MainG, trace.ObjRWMutex, "mu", "sync.RWMutex", 0, 2)
			m.Act(trace.KLock, m.Spawn(1, "writer", 3), mu, 0, 0, "", 4)
			for range 2 {
				m.Block(m.Spawn(2, "reader", 5), trace.ReasonRWMutexRLock, mu, "", 6)
			}
			return last(m)
		}, procs: 3},
	{name: "object-waitgroup", thing: object,
		sees: "a wait group with its counter at 2, for which main waits",
		make: func(m *sample.Maker) trace.Step {
			wg := m.Make(trace.MainG, trace.ObjWaitGroup, "wg", "sync.WaitGroup", 0, 2)
			m.Act(trace.KAdd, trace.MainG, wg, 2, 2, "", 3)
			m.Block(trace.MainG, trace.ReasonWaitGroupWait, wg, "", 4)
			return last(m)
		}},
	{name: "object-cond", thing: object,
		sees: "a condition variable, for which G2 and then G3 wait",
		make: func(m *sample.Maker) trace.Step {
			c := m.Make(trace.MainG, trace.ObjCond, "ready", "sync.Cond", 0, 2)
			for range 2 {
				m.Block(m.Spawn(1, "worker", 3), trace.ReasonCondWait, c, "", 4)
			}
			return last(m)
		}, procs: 2},
	{name: "object-once-runs", thing: object,
		sees: "a once whose function is being run by G1",
		make: func(m *sample.Maker) trace.Step {
			o := m.Make(trace.MainG, trace.ObjOnce, "once", "sync.Once", 0, 2)
			m.Act(trace.KDo, trace.MainG, o, trace.DoBegin, 0, "", 3)
			return last(m)
		}},
	{name: "object-once-done", thing: object,
		sees: "a once whose function has been run",
		make: func(m *sample.Maker) trace.Step {
			o := m.Make(trace.MainG, trace.ObjOnce, "once", "sync.Once", 0, 2)
			m.Act(trace.KDo, trace.MainG, o, trace.DoBegin, 0, "", 3)
			m.Act(trace.KDo, trace.MainG, o, trace.DoEnd, 0, "", 3)
			return last(m)
		}},
	{name: "object-timer", thing: object,
		sees: "a timer that fires in 30 ms",
		make: func(m *sample.Maker) trace.Step {
			m.MakeObject(trace.MainG, trace.Object{Kind: trace.ObjTimer, Name: "timeout", Type: "time.Timer", Site: 2}, 50e6)
			m.Sleep(20e6)
			m.Act(trace.KPrint, trace.MainG, 0, 1, 0, "20 ms later\n", 3)
			return last(m)
		}},
	{name: "object-ticker", thing: object,
		sees: "a ticker that fires in 10 ms",
		make: func(m *sample.Maker) trace.Step {
			m.MakeObject(trace.MainG, trace.Object{Kind: trace.ObjTicker, Name: "tick", Type: "time.Ticker", Site: 2}, 10e6)
			return last(m)
		}},
	{name: "object-contexts-live",
		sees: "a tree of contexts: search below request, user below search, short below log; request with the time it has left; G2 in the row of search",
		make: func(m *sample.Maker) trace.Step { sample.ContextTree(m); return 15 }, view: high},
	{name: "object-contexts-cancelled",
		sees: "request, search and user struck through and cancelled with the cause; log and what is below it live on",
		make: func(m *sample.Maker) trace.Step { sample.ContextTree(m); return 20 }, view: high},
	{name: "wait-select", sees: "G2 in a select, with a ghost among the receivers of jobs and one among the senders of results, each linked to its token",
		make: func(m *sample.Maker) trace.Step {
			jobs, results := channel(m, "jobs", 0), channel(m, "results", 0)
			g := m.Spawn(1, "worker", 3)
			m.Add(trace.Event{Kind: trace.KBlock, G: g, P: trace.NoP, Reason: trace.ReasonSelect, Site: 4,
				Cases: []trace.Case{{Obj: jobs}, {Obj: results, Send: true, Text: "5"}}})
			return last(m)
		}, procs: 2},
	{name: "select-chooses", sees: "main chooses among three cases: the second, a receive from results, is ready and stands out; jobs is ready, too; quit is not and has a broken line and an empty dot",
		make: func(m *sample.Maker) trace.Step {
			jobs, results, quit := channel(m, "jobs", 1), channel(m, "results", 1), channel(m, "quit", 0)
			send(m, jobs, "1")
			send(m, results, "2")
			m.Add(trace.Event{Kind: trace.KSelect, G: trace.MainG, P: trace.NoP, Arg: 1, Site: 7,
				Cases: []trace.Case{{Obj: jobs, Ready: true}, {Obj: results, Ready: true}, {Obj: quit}}})
			return last(m)
		}},
	{name: "wait-sleep", thing: waitFor(model.WaitSleep), sees: "G3, which wakes first, and G2 asleep, each with the time that is left",
		make: func(m *sample.Maker) trace.Step {
			m.SleepFor(m.Spawn(1, "slow", 3), 200e6, 4)
			m.SleepFor(m.Spawn(1, "quick", 3), 50e6, 4)
			return last(m)
		}, procs: 2},
	{name: "wait-for-ever", thing: waitFor(model.WaitForever), sees: "G2, which receives from a nil channel, and main in an empty select: nothing can end it",
		make: func(m *sample.Maker) trace.Step {
			m.Block(m.Spawn(1, "worker", 3), trace.ReasonChanReceiveNil, trace.NoObj, "", 4)
			m.Block(trace.MainG, trace.ReasonSelectNoCases, trace.NoObj, "", 5)
			return last(m)
		}, procs: 2},
	{name: "wait-io", thing: waitFor(model.WaitIO), sees: "G2, which waits for the outside world",
		make: func(m *sample.Maker) trace.Step {
			m.Block(m.Spawn(1, "reader", 3), trace.ReasonIO, trace.NoObj, "", 4)
			return last(m)
		}, procs: 2},
}

package sched

import (
	"gopark/scenarios/trace"
)

const (
	ms     = trace.Time(1_000_000)
	second = 1000 * ms
)

var runQueueRules = []rule{
	{"GoPutsInRunnext", `
	for i := range 5 {
		go func() { say(i) }()
	}
	time.Sleep(time.Second)
	say("end")`,
		func(p prog) {
			for i := range 5 {
				p.goes(func() { p.say(i) })
			}
			p.Sleep(at, second)
			p.say("end")
		}},
	{"MainReturnsOthersAreNotAwaited", `
	go say("never")
	say("end")`,
		func(p prog) {
			p.goes(func() { p.say("never") })
			p.say("end")
		}},
	{"GoschedGoesToTheGlobalTail", `
	for i := range 3 {
		go func() {
			say(i, "a")
			runtime.Gosched()
			say(i, "b")
		}()
	}
	runtime.Gosched()
	say("main")
	runtime.Gosched()
	say("end")`,
		func(p prog) {
			for i := range 3 {
				p.goes(func() {
					p.say(i, "a")
					p.Gosched(at)
					p.say(i, "b")
				})
			}
			p.Gosched(at)
			p.say("main")
			p.Gosched(at)
			p.say("end")
		}},
	{"NestedGo", `
	go func() {
		go func() {
			go say("c")
			say("b")
		}()
		go say("d")
		say("a")
	}()
	go say("e")
	time.Sleep(1)
	say("end")`,
		func(p prog) {
			p.goes(func() {
				p.goes(func() {
					p.goes(func() { p.say("c") })
					p.say("b")
				})
				p.goes(func() { p.say("d") })
				p.say("a")
			})
			p.goes(func() { p.say("e") })
			p.Sleep(at, 1)
			p.say("end")
		}},
	{"GlobalQueueIsLookedAtEvery61st", `
	n := 0
	for range 200 {
		go func() { n++ }()
	}
	runtime.Gosched()
	say(n)
	runtime.Gosched()
	say(n)`,
		func(p prog) {
			n := 0
			for range 200 {
				p.goes(func() { n++ })
			}
			p.Gosched(at)
			p.say(n)
			p.Gosched(at)
			p.say(n)
		}},
	{"LocalQueueSpillsAt256", `
	for i := range 300 {
		go func() { say(i) }()
	}
	time.Sleep(1)
	say("end")`,
		func(p prog) {
			for i := range 300 {
				p.goes(func() { p.say(i) })
			}
			p.Sleep(at, 1)
			p.say("end")
		}},
	{"ManySpillsAndBatches", `
	for i := range 1500 {
		go func() {
			say(i)
			if i%7 == 0 {
				runtime.Gosched()
				say(i, "again")
			}
		}()
	}
	time.Sleep(1)
	say("end")`,
		func(p prog) {
			for i := range 1500 {
				p.goes(func() {
					p.say(i)
					if i%7 == 0 {
						p.Gosched(at)
						p.say(i, "again")
					}
				})
			}
			p.Sleep(at, 1)
			p.say("end")
		}},
	{"RespawnDoesNotStarveGlobal", `
	var spin func(n int)
	spin = func(n int) {
		if n > 0 {
			go spin(n - 1)
			runtime.Gosched()
		}
		say(n)
	}
	go spin(20)
	time.Sleep(1)
	say("end")`,
		func(p prog) {
			var spin func(n int)
			spin = func(n int) {
				if n > 0 {
					p.goes(func() { spin(n - 1) })
					p.Gosched(at)
				}
				p.say(n)
			}
			p.goes(func() { spin(20) })
			p.Sleep(at, 1)
			p.say("end")
		}},
	{"GoexitRunsOthersOn", `
	go func() {
		defer say("deferred")
		runtime.Goexit()
	}()
	time.Sleep(1)
	say("end")`,
		func(p prog) {
			p.goes(func() {
				defer p.say("deferred")
				p.goexit()
			})
			p.Sleep(at, 1)
			p.say("end")
		}},
	{"MainGoexitThenDeadlock", `
	go say("other")
	runtime.Goexit()`,
		func(p prog) {
			p.goes(func() { p.say("other") })
			p.goexit()
		}},
	{"Exit", `
	go say("never")
	os.Exit(3)`,
		func(p prog) {
			p.goes(func() { p.say("never") })
			p.Exit(at, 3)
		}},
}

package sched

import "gopark/scenarios/trace"

var timerRules = []rule{
	{"SleepersDueTogether", `
	for i := range 9 {
		go func() {
			time.Sleep(time.Second)
			say(i)
		}()
	}
	time.Sleep(2 * time.Second)`,
		func(p prog) {
			for i := range 9 {
				p.goes(func() {
					p.Sleep(at, second)
					p.say(i)
				})
			}
			p.Sleep(at, 2*second)
		}},
	{"SleepersAtManyTimes", `
	for i := range 40 {
		go func() {
			for j := range 3 {
				time.Sleep(time.Duration(i*7%5+1) * time.Millisecond)
				say(i, j)
			}
		}()
	}
	time.Sleep(time.Second)`,
		func(p prog) {
			for i := range 40 {
				p.goes(func() {
					for j := range 3 {
						p.Sleep(at, timeOf(i*7%5+1)*ms)
						p.say(i, j)
					}
				})
			}
			p.Sleep(at, second)
		}},
	{"SleepOfNothingReturnsAtOnce", `
	go say("other")
	time.Sleep(0)
	time.Sleep(-1)
	say("main")
	time.Sleep(1)`,
		func(p prog) {
			p.goes(func() { p.say("other") })
			p.Sleep(at, 0)
			p.Sleep(at, -1)
			p.say("main")
			p.Sleep(at, 1)
		}},
	{"TimerChannelIsUnbuffered", `
	t := time.NewTimer(10 * time.Millisecond)
	time.Sleep(time.Second)
	say(len(t.C), cap(t.C))
	say((<-t.C).UnixNano() - 1257894000000000000)
	say(t.Stop(), t.Reset(time.Millisecond))
	say((<-t.C).UnixNano() - 1257894000000000000)
	say(t.Reset(time.Millisecond), t.Stop(), t.Stop())
	time.Sleep(time.Second)
	select {
	case <-t.C:
		say("fired")
	default:
		say("stopped")
	}`,
		func(p prog) {
			t := p.NewTimer(at, 10*ms)
			p.Sleep(at, second)
			p.say(t.C.Len(), t.C.Cap())
			p.say(int64(p.recv(t.C).(trace.Time)))
			p.say(p.StopTimer(at, t), p.ResetTimer(at, t, ms))
			p.say(int64(p.recv(t.C).(trace.Time)))
			p.say(p.ResetTimer(at, t, ms), p.StopTimer(at, t), p.StopTimer(at, t))
			p.Sleep(at, second)
			k, _, _ := p.sel(true, Case{Chan: t.C})
			p.say([]string{"stopped", "fired"}[k+1])
		}},
	{"TimerFiredIsStoppedBeforeItIsReceived", `
	t := time.NewTimer(time.Millisecond)
	time.Sleep(time.Second)
	say(t.Stop())
	select {
	case <-t.C:
		say("fired")
	default:
		say("stopped")
	}`,
		func(p prog) {
			t := p.NewTimer(at, ms)
			p.Sleep(at, second)
			p.say(p.StopTimer(at, t))
			k, _, _ := p.sel(true, Case{Chan: t.C})
			p.say([]string{"stopped", "fired"}[k+1])
		}},
	{"AfterInSelect", `
	c := make(chan int)
	go func() {
		time.Sleep(5 * time.Millisecond)
		c <- 1
		time.Sleep(50 * time.Millisecond)
		c <- 2
	}()
	for range 3 {
		select {
		case v := <-c:
			say("got", v)
		case <-time.After(20 * time.Millisecond):
			say("timeout")
		}
	}`,
		func(p prog) {
			c := p.chanOf(0)
			p.goes(func() {
				p.Sleep(at, 5*ms)
				p.Send(at, c, 1)
				p.Sleep(at, 50*ms)
				p.Send(at, c, 2)
			})
			for range 3 {
				k, v, _ := p.sel(false, Case{Chan: c}, Case{Chan: p.NewTimer(at, 20*ms).C})
				if k == 0 {
					p.say("got", v)
				} else {
					p.say("timeout")
				}
			}
		}},
	{"TickerDropsTicks", `
	t := time.NewTicker(10 * time.Millisecond)
	for i := range 5 {
		say(((<-t.C).UnixNano() - 1257894000000000000) / 1000000)
		time.Sleep(time.Duration(i) * 8 * time.Millisecond)
	}
	t.Reset(time.Second)
	say(((<-t.C).UnixNano() - 1257894000000000000) / 1000000)
	t.Stop()
	<-t.C`,
		func(p prog) {
			t := p.NewTicker(at, 10*ms)
			for i := range 5 {
				p.say(int64(p.recv(t.C).(trace.Time) / ms))
				p.Sleep(at, timeOf(i)*8*ms)
			}
			p.ResetTimer(at, t, second)
			p.say(int64(p.recv(t.C).(trace.Time) / ms))
			p.StopTimer(at, t)
			p.Recv(at, t.C)
		}},
	{"TickersOfManyPeriods", `
	for i := range 6 {
		go func() {
			t := time.NewTicker(time.Duration(i+1) * 2 * time.Millisecond)
			for j := range 5 {
				<-t.C
				say(i, j)
			}
			t.Stop()
		}()
	}
	time.Sleep(time.Second)`,
		func(p prog) {
			for i := range 6 {
				p.goes(func() {
					t := p.NewTicker(at, timeOf(i+1)*2*ms)
					for j := range 5 {
						p.Recv(at, t.C)
						p.say(i, j)
					}
					p.StopTimer(at, t)
				})
			}
			p.Sleep(at, second)
		}},
	{"AfterFunc", `
	for i := range 4 {
		time.AfterFunc(time.Duration(i%2+1)*time.Millisecond, func() { say("f", i) })
	}
	t := time.AfterFunc(time.Millisecond, func() { say("never") })
	say(t.Stop(), t.Stop())
	u := time.AfterFunc(0, func() { say("at once") })
	say("main", u.Stop())
	u.Reset(3 * time.Millisecond)
	time.Sleep(time.Second)
	say(u.Stop())`,
		func(p prog) {
			for i := range 4 {
				p.AfterFunc(at, timeOf(i%2+1)*ms, "main.f", func() { p.say("f", i) })
			}
			t := p.AfterFunc(at, ms, "main.f", func() { p.say("never") })
			p.say(p.StopTimer(at, t), p.StopTimer(at, t))
			u := p.AfterFunc(at, 0, "main.f", func() { p.say("at once") })
			p.say("main", p.StopTimer(at, u))
			p.ResetTimer(at, u, 3*ms)
			p.Sleep(at, second)
			p.say(p.StopTimer(at, u))
		}},
	{"TickerInterval", `
	try := func(f func()) {
		defer func() { say(recover()) }()
		f()
	}
	try(func() { time.NewTicker(0) })
	try(func() { time.NewTicker(1).Reset(-1) })`,
		func(p prog) {
			p.catch(func() { p.NewTicker(at, 0) })
			p.catch(func() { p.ResetTimer(at, p.NewTicker(at, 1), -1) })
		}},
	{"DeadlockAfterTimers", `
	t := time.NewTimer(time.Hour)
	time.Sleep(time.Second)
	t.Stop()
	say("a")
	<-t.C`,
		func(p prog) {
			t := p.NewTimer(at, 3600*second)
			p.Sleep(at, second)
			p.StopTimer(at, t)
			p.say("a")
			p.Recv(at, t.C)
		}},
	{"ManyTimersStoppedAndSet", `
	var ts []*time.Timer
	for i := range 30 {
		ts = append(ts, time.AfterFunc(time.Duration(i%4+1)*time.Millisecond, func() { say(i) }))
	}
	for i, t := range ts {
		switch i % 5 {
		case 0:
			t.Stop()
		case 1:
			t.Reset(2 * time.Millisecond)
		}
	}
	time.Sleep(2 * time.Millisecond)
	for i, t := range ts {
		if i%3 == 0 {
			t.Reset(time.Millisecond)
		}
	}
	time.Sleep(time.Second)`,
		func(p prog) {
			var ts []*Timer
			for i := range 30 {
				ts = append(ts, p.AfterFunc(at, timeOf(i%4+1)*ms, "main.f", func() { p.say(i) }))
			}
			for i, t := range ts {
				switch i % 5 {
				case 0:
					p.StopTimer(at, t)
				case 1:
					p.ResetTimer(at, t, 2*ms)
				}
			}
			p.Sleep(at, 2*ms)
			for i, t := range ts {
				if i%3 == 0 {
					p.ResetTimer(at, t, ms)
				}
			}
			p.Sleep(at, second)
		}},
}

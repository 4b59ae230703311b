package sched

var chanRules = []rule{
	{"UnbufferedPingPong", `
	a, b := make(chan int), make(chan int)
	go func() {
		for v := range a {
			say("got", v)
			b <- v * 10
		}
		say("closed")
		close(b)
	}()
	for i := range 4 {
		a <- i
		say("sent", i)
		say("back", <-b)
	}
	close(a)
	_, ok := <-b
	say(ok)`,
		func(p prog) {
			a, b := p.chanOf(0), p.chanOf(0)
			p.goes(func() {
				for {
					v, ok := p.Recv(at, a)
					if !ok {
						break
					}
					p.say("got", v)
					p.Send(at, b, v.(int)*10)
				}
				p.say("closed")
				p.Close(at, b)
			})
			for i := range 4 {
				p.Send(at, a, i)
				p.say("sent", i)
				p.say("back", p.recv(b))
			}
			p.Close(at, a)
			_, ok := p.Recv(at, b)
			p.say(ok)
		}},
	{"WakerKeepsRunning", `
	c := make(chan int)
	for i := range 3 {
		go func() { say(i, "got", <-c) }()
	}
	runtime.Gosched()
	for i := range 3 {
		c <- i
		say("sent", i)
	}
	time.Sleep(1)`,
		func(p prog) {
			c := p.chanOf(0)
			for i := range 3 {
				p.goes(func() { p.say(i, "got", p.recv(c)) })
			}
			p.Gosched(at)
			for i := range 3 {
				p.Send(at, c, i)
				p.say("sent", i)
			}
			p.Sleep(at, 1)
		}},
	{"SendersWaitInOrder", `
	c := make(chan int)
	for i := range 4 {
		go func() {
			c <- i
			say("sent", i)
		}()
	}
	runtime.Gosched()
	for range 4 {
		say("got", <-c)
	}
	time.Sleep(1)`,
		func(p prog) {
			c := p.chanOf(0)
			for i := range 4 {
				p.goes(func() {
					p.Send(at, c, i)
					p.say("sent", i)
				})
			}
			p.Gosched(at)
			for range 4 {
				p.say("got", p.recv(c))
			}
			p.Sleep(at, 1)
		}},
	{"FullBufferTakesTheSendersValue", `
	c := make(chan int, 2)
	for i := range 5 {
		go func() {
			c <- i
			say("sent", i, len(c), cap(c))
		}()
	}
	runtime.Gosched()
	for range 5 {
		say("got", <-c, len(c))
	}
	time.Sleep(1)`,
		func(p prog) {
			c := p.chanOf(2)
			for i := range 5 {
				p.goes(func() {
					p.Send(at, c, i)
					p.say("sent", i, c.Len(), c.Cap())
				})
			}
			p.Gosched(at)
			for range 5 {
				v := p.recv(c)
				p.say("got", v, c.Len())
			}
			p.Sleep(at, 1)
		}},
	{"CloseWakesFirstThenReversed", `
	c := make(chan int)
	for i := range 5 {
		go func() {
			_, ok := <-c
			say(i, ok)
		}()
	}
	runtime.Gosched()
	close(c)
	say("closed")
	time.Sleep(1)`,
		func(p prog) {
			c := p.chanOf(0)
			for i := range 5 {
				p.goes(func() {
					_, ok := p.Recv(at, c)
					p.say(i, ok)
				})
			}
			p.Gosched(at)
			p.Close(at, c)
			p.say("closed")
			p.Sleep(at, 1)
		}},
	{"CloseDrainsBufferThenZero", `
	c := make(chan int, 3)
	c <- 7
	c <- 8
	close(c)
	for range 3 {
		v, ok := <-c
		say(v, ok)
	}`,
		func(p prog) {
			c := p.chanOf(3)
			p.Send(at, c, 7)
			p.Send(at, c, 8)
			p.Close(at, c)
			for range 3 {
				v, ok := p.Recv(at, c)
				if !ok {
					v = 0
				}
				p.say(v, ok)
			}
		}},
	{"ClosePanicsWaitingSenders", `
	c := make(chan int)
	for i := range 3 {
		go func() {
			defer func() { say(i, recover()) }()
			c <- i
		}()
	}
	runtime.Gosched()
	close(c)
	time.Sleep(1)`,
		func(p prog) {
			c := p.chanOf(0)
			for i := range 3 {
				p.goes(func() {
					p.catch(func() { p.Send(at, c, i) }, i)
				})
			}
			p.Gosched(at)
			p.Close(at, c)
			p.Sleep(at, 1)
		}},
	{"MisuseOfClose", `
	try := func(f func()) {
		defer func() { say(recover()) }()
		f()
	}
	c := make(chan int)
	close(c)
	try(func() { close(c) })
	try(func() { c <- 1 })
	c = nil
	try(func() { close(c) })
	n := -1
	try(func() { _ = make(chan int, n) })`,
		func(p prog) {
			c := p.chanOf(0)
			p.Close(at, c)
			p.catch(func() { p.Close(at, c) })
			p.catch(func() { p.Send(at, c, 1) })
			p.catch(func() { p.Close(at, nil) })
			p.catch(func() { p.chanOf(-1) })
		}},
	{"DeadlockOnReceive", `
	say("a")
	c := make(chan int)
	<-c`,
		func(p prog) {
			p.say("a")
			p.Recv(at, p.chanOf(0))
		}},
	{"DeadlockOnNil", `
	var c chan int
	go func() { c <- 1 }()
	<-c`,
		func(p prog) {
			p.goes(func() { p.Send(at, nil, 1) })
			p.Recv(at, nil)
		}},
	{"SelectOneReady", `
	a, b := make(chan int, 1), make(chan int, 1)
	for i := range 6 {
		if i%2 == 0 {
			a <- i
		} else {
			b <- i
		}
		select {
		case v := <-a:
			say("a", v)
		case v := <-b:
			say("b", v)
		}
	}`,
		func(p prog) {
			a, b := p.chanOf(1), p.chanOf(1)
			for i := range 6 {
				if i%2 == 0 {
					p.Send(at, a, i)
				} else {
					p.Send(at, b, i)
				}
				k, v, _ := p.sel(false, Case{Chan: a}, Case{Chan: b})
				p.say([]string{"a", "b"}[k], v)
			}
		}},
	{"SelectDefault", `
	c := make(chan int, 1)
	for range 2 {
		select {
		case c <- 1:
			say("sent")
		default:
			say("full")
		}
	}
	var d chan int
	select {
	case v := <-d:
		say(v)
	case d <- 1:
		say("nil")
	default:
		say("default")
	}`,
		func(p prog) {
			c := p.chanOf(1)
			for range 2 {
				k, _, _ := p.sel(true, Case{Chan: c, Send: true, Value: 1})
				p.say([]string{"full", "sent"}[k+1])
			}
			p.sel(true, Case{}, Case{Send: true, Value: 1})
			p.say("default")
		}},
	{"SelectWaitsOnAll", `
	a, b, d := make(chan int), make(chan int), make(chan bool)
	for i := range 3 {
		go func() {
			select {
			case v := <-a:
				say(i, "a", v)
			case b <- i:
				say(i, "b")
			case _, ok := <-d:
				say(i, "done", ok)
			}
		}()
	}
	runtime.Gosched()
	say("got", <-b)
	a <- 5
	close(d)
	time.Sleep(1)`,
		func(p prog) {
			a, b, d := p.chanOf(0), p.chanOf(0), p.chanOf(0)
			for i := range 3 {
				p.goes(func() {
					k, v, ok := p.sel(false, Case{Chan: a}, Case{Chan: b, Send: true, Value: i}, Case{Chan: d})
					switch k {
					case 0:
						p.say(i, "a", v)
					case 1:
						p.say(i, "b")
					case 2:
						p.say(i, "done", ok)
					}
				})
			}
			p.Gosched(at)
			p.say("got", p.recv(b))
			p.Send(at, a, 5)
			p.Close(at, d)
			p.Sleep(at, 1)
		}},
	{"SelectSendOnClosedPanics", `
	a, b := make(chan int), make(chan int)
	go func() {
		defer func() { say(recover()) }()
		select {
		case a <- 1:
		case <-b:
		}
	}()
	runtime.Gosched()
	close(a)
	time.Sleep(1)`,
		func(p prog) {
			a, b := p.chanOf(0), p.chanOf(0)
			p.goes(func() {
				p.catch(func() { p.sel(false, Case{Chan: a, Send: true, Value: 1}, Case{Chan: b}) })
			})
			p.Gosched(at)
			p.Close(at, a)
			p.Sleep(at, 1)
		}},
	{"SelectNoCases", `
	go say("other")
	select {}`,
		func(p prog) {
			p.goes(func() { p.say("other") })
			p.sel(false)
		}},
	{"PrimeSieve", `
	gen := func(c chan int) {
		for i := 2; ; i++ {
			c <- i
		}
	}
	filter := func(in, out chan int, prime int) {
		for {
			i := <-in
			if i%prime != 0 {
				out <- i
			}
		}
	}
	c := make(chan int)
	go gen(c)
	for range 20 {
		prime := <-c
		say(prime)
		d := make(chan int)
		go filter(c, d, prime)
		c = d
	}`,
		func(p prog) {
			c := p.chanOf(0)
			p.goes(func() {
				for i := 2; ; i++ {
					p.Send(at, c, i)
				}
			})
			last := c
			for range 20 {
				prime := p.recv(last).(int)
				p.say(prime)
				in, out := last, p.chanOf(0)
				p.goes(func() {
					for {
						i := p.recv(in)
						if i.(int)%prime != 0 {
							p.Send(at, out, i)
						}
					}
				})
				last = out
			}
		}},
	{"WorkerPool", `
	jobs, results := make(chan int, 10), make(chan string, 10)
	for w := range 3 {
		go func() {
			for j := range jobs {
				time.Sleep(time.Duration(j+1) * 10 * time.Millisecond)
				results <- fmt.Sprint("worker ", w, " job ", j)
			}
		}()
	}
	for j := range 9 {
		jobs <- j
	}
	close(jobs)
	for range 9 {
		say(<-results)
	}`,
		func(p prog) {
			jobs, results := p.chanOf(10), p.chanOf(10)
			for w := range 3 {
				p.goes(func() {
					for {
						j, ok := p.Recv(at, jobs)
						if !ok {
							return
						}
						p.Sleep(at, (1+timeOf(j))*10*ms)
						p.Send(at, results, sprint("worker ", w, " job ", j))
					}
				})
			}
			for j := range 9 {
				p.Send(at, jobs, j)
			}
			p.Close(at, jobs)
			for range 9 {
				p.say(p.recv(results))
			}
		}},
}

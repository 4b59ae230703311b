package sched

var syncRules = []rule{
	{"MutexBarging", `
	var mu sync.Mutex
	for i := range 3 {
		go func() {
			for j := range 3 {
				mu.Lock()
				say(i, j)
				if j == 0 {
					runtime.Gosched()
				}
				mu.Unlock()
			}
		}()
	}
	time.Sleep(1)`,
		func(p prog) {
			var mu Mutex
			for i := range 3 {
				p.goes(func() {
					for j := range 3 {
						p.Lock(at, &mu)
						p.say(i, j)
						if j == 0 {
							p.Gosched(at)
						}
						p.Unlock(at, &mu)
					}
				})
			}
			p.Sleep(at, 1)
		}},
	{"MutexStarvationHandsOff", `
	var mu sync.Mutex
	for i := range 4 {
		go func() {
			for j := range 4 {
				mu.Lock()
				say(i, j)
				time.Sleep(2 * time.Millisecond)
				mu.Unlock()
			}
			say(i, "end")
		}()
	}
	time.Sleep(time.Second)`,
		func(p prog) {
			var mu Mutex
			for i := range 4 {
				p.goes(func() {
					for j := range 4 {
						p.Lock(at, &mu)
						p.say(i, j)
						p.Sleep(at, 2*ms)
						p.Unlock(at, &mu)
					}
					p.say(i, "end")
				})
			}
			p.Sleep(at, second)
		}},
	{"MutexWokenLoserQueuesAtTheFront", `
	var mu sync.Mutex
	mu.Lock()
	for i := range 4 {
		go func() {
			mu.Lock()
			say(i)
			runtime.Gosched()
			mu.Unlock()
		}()
	}
	runtime.Gosched()
	for range 3 {
		mu.Unlock()
		mu.Lock()
		say("main")
		runtime.Gosched()
	}
	mu.Unlock()
	time.Sleep(1)`,
		func(p prog) {
			var mu Mutex
			p.Lock(at, &mu)
			for i := range 4 {
				p.goes(func() {
					p.Lock(at, &mu)
					p.say(i)
					p.Gosched(at)
					p.Unlock(at, &mu)
				})
			}
			p.Gosched(at)
			for range 3 {
				p.Unlock(at, &mu)
				p.Lock(at, &mu)
				p.say("main")
				p.Gosched(at)
			}
			p.Unlock(at, &mu)
			p.Sleep(at, 1)
		}},
	{"TryLock", `
	var mu sync.Mutex
	say(mu.TryLock(), mu.TryLock())
	mu.Unlock()
	var rw sync.RWMutex
	say(rw.TryRLock(), rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	rw.RUnlock()
	say(rw.TryLock(), rw.TryRLock(), rw.TryLock())`,
		func(p prog) {
			var mu Mutex
			p.say(p.TryLock(at, &mu), p.TryLock(at, &mu))
			p.Unlock(at, &mu)
			var rw RWMutex
			p.say(p.TryRLock(at, &rw), p.TryRLock(at, &rw), p.TryWLock(at, &rw))
			p.RUnlock(at, &rw)
			p.RUnlock(at, &rw)
			p.say(p.TryWLock(at, &rw), p.TryRLock(at, &rw), p.TryWLock(at, &rw))
		}},
	{"UnlockOfUnlocked", `
	defer func() { say(recover()) }()
	var mu sync.Mutex
	mu.Unlock()`,
		func(p prog) {
			var mu Mutex
			p.catch(func() { p.Unlock(at, &mu) })
		}},
	{"RUnlockOfUnlocked", `
	var rw sync.RWMutex
	rw.RUnlock()`,
		func(p prog) {
			var rw RWMutex
			p.RUnlock(at, &rw)
		}},
	{"WUnlockOfUnlocked", `
	var rw sync.RWMutex
	rw.RLock()
	rw.Unlock()`,
		func(p prog) {
			var rw RWMutex
			p.RLock(at, &rw)
			p.WUnlock(at, &rw)
		}},
	{"CopiedLockIsLocked", `
	var mu sync.Mutex
	mu.Lock()
	cp := mu
	cp.Unlock()
	say(cp.TryLock(), mu.TryLock())
	cp2 := cp
	cp2.Lock()`,
		func(p prog) {
			var mu Mutex
			p.Lock(at, &mu)
			cp := mu
			p.Unlock(at, &cp)
			p.say(p.TryLock(at, &cp), p.TryLock(at, &mu))
			cp2 := cp
			p.Lock(at, &cp2)
		}},
	{"OverwrittenLockKeepsItsWaiters", `
	var mu sync.Mutex
	mu.Lock()
	for i := range 2 {
		go func() {
			mu.Lock()
			say(i)
			mu.Unlock()
		}()
	}
	runtime.Gosched()
	mu = sync.Mutex{}
	mu.Lock()
	go func() {
		mu.Lock()
		say("late")
		mu.Unlock()
	}()
	runtime.Gosched()
	mu.Unlock()
	time.Sleep(1)`,
		func(p prog) {
			var mu Mutex
			p.Lock(at, &mu)
			for i := range 2 {
				p.goes(func() {
					p.Lock(at, &mu)
					p.say(i)
					p.Unlock(at, &mu)
				})
			}
			p.Gosched(at)
			mu = Mutex{}
			p.Lock(at, &mu)
			p.goes(func() {
				p.Lock(at, &mu)
				p.say("late")
				p.Unlock(at, &mu)
			})
			p.Gosched(at)
			p.Unlock(at, &mu)
			p.Sleep(at, 1)
		}},
	{"WaitingWriterKeepsReadersOut", `
	var rw sync.RWMutex
	rw.RLock()
	go func() {
		rw.Lock()
		say("writer")
		rw.Unlock()
	}()
	runtime.Gosched()
	for i := range 4 {
		go func() {
			rw.RLock()
			say("reader", i)
			rw.RUnlock()
		}()
	}
	runtime.Gosched()
	say("main")
	rw.RUnlock()
	time.Sleep(1)`,
		func(p prog) {
			var rw RWMutex
			p.RLock(at, &rw)
			p.goes(func() {
				p.WLock(at, &rw)
				p.say("writer")
				p.WUnlock(at, &rw)
			})
			p.Gosched(at)
			for i := range 4 {
				p.goes(func() {
					p.RLock(at, &rw)
					p.say("reader", i)
					p.RUnlock(at, &rw)
				})
			}
			p.Gosched(at)
			p.say("main")
			p.RUnlock(at, &rw)
			p.Sleep(at, 1)
		}},
	{"RWMutexUnlockWakesReadersThenWriter", `
	var rw sync.RWMutex
	rw.Lock()
	for i := range 3 {
		go func() {
			rw.Lock()
			say("writer", i)
			runtime.Gosched()
			rw.Unlock()
		}()
		go func() {
			rw.RLock()
			say("reader", i)
			runtime.Gosched()
			rw.RUnlock()
		}()
	}
	runtime.Gosched()
	rw.Unlock()
	time.Sleep(1)`,
		func(p prog) {
			var rw RWMutex
			p.WLock(at, &rw)
			for i := range 3 {
				p.goes(func() {
					p.WLock(at, &rw)
					p.say("writer", i)
					p.Gosched(at)
					p.WUnlock(at, &rw)
				})
				p.goes(func() {
					p.RLock(at, &rw)
					p.say("reader", i)
					p.Gosched(at)
					p.RUnlock(at, &rw)
				})
			}
			p.Gosched(at)
			p.WUnlock(at, &rw)
			p.Sleep(at, 1)
		}},
	{"RWMutexOverTime", `
	var rw sync.RWMutex
	for i := range 3 {
		go func() {
			for j := range 2 {
				rw.Lock()
				say("w", i, j)
				time.Sleep(3 * time.Millisecond)
				rw.Unlock()
			}
		}()
		go func() {
			for j := range 3 {
				rw.RLock()
				say("r", i, j)
				time.Sleep(2 * time.Millisecond)
				rw.RUnlock()
			}
		}()
	}
	time.Sleep(time.Second)`,
		func(p prog) {
			var rw RWMutex
			for i := range 3 {
				p.goes(func() {
					for j := range 2 {
						p.WLock(at, &rw)
						p.say("w", i, j)
						p.Sleep(at, 3*ms)
						p.WUnlock(at, &rw)
					}
				})
				p.goes(func() {
					for j := range 3 {
						p.RLock(at, &rw)
						p.say("r", i, j)
						p.Sleep(at, 2*ms)
						p.RUnlock(at, &rw)
					}
				})
			}
			p.Sleep(at, second)
		}},
	{"WaitGroupWakesLastThenInOrder", `
	var wg sync.WaitGroup
	wg.Add(1)
	for i := range 5 {
		go func() {
			wg.Wait()
			say(i)
		}()
	}
	runtime.Gosched()
	wg.Done()
	say("done")
	time.Sleep(1)`,
		func(p prog) {
			var wg WaitGroup
			p.WGAdd(at, &wg, 1)
			for i := range 5 {
				p.goes(func() {
					p.WGWait(at, &wg)
					p.say(i)
				})
			}
			p.Gosched(at)
			p.WGDone(at, &wg)
			p.say("done")
			p.Sleep(at, 1)
		}},
	{"WaitGroupOfWorkers", `
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			say("worker", i, "starts")
			time.Sleep(time.Duration(i) * 10 * time.Millisecond)
			say("worker", i, "ends")
		}()
	}
	wg.Wait()
	say("all done")`,
		func(p prog) {
			var wg WaitGroup
			for i := range 5 {
				p.WGAdd(at, &wg, 1)
				p.goes(func() {
					p.say("worker", i, "starts")
					p.Sleep(at, timeOf(i)*10*ms)
					p.say("worker", i, "ends")
					p.WGDone(at, &wg)
				})
			}
			p.WGWait(at, &wg)
			p.say("all done")
		}},
	{"WaitGroupNegative", `
	var wg sync.WaitGroup
	func() {
		defer func() { say(recover()) }()
		wg.Done()
	}()
	wg.Wait()`,
		func(p prog) {
			var wg WaitGroup
			p.catch(func() { p.WGDone(at, &wg) })
			p.WGWait(at, &wg)
		}},
	{"WaitGroupReused", `
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer func() { say(recover()) }()
		wg.Wait()
	}()
	runtime.Gosched()
	wg.Done()
	wg.Add(1)
	time.Sleep(1)`,
		func(p prog) {
			var wg WaitGroup
			p.WGAdd(at, &wg, 1)
			p.goes(func() { p.catch(func() { p.WGWait(at, &wg) }) })
			p.Gosched(at)
			p.WGDone(at, &wg)
			p.WGAdd(at, &wg, 1)
			p.Sleep(at, 1)
		}},
	{"OnceHoldsItsLockWhileFRuns", `
	var once sync.Once
	for i := range 4 {
		go func() {
			once.Do(func() {
				say("f", i)
				time.Sleep(time.Millisecond)
			})
			say("after", i)
		}()
	}
	time.Sleep(time.Second)`,
		func(p prog) {
			var once Once
			for i := range 4 {
				p.goes(func() {
					p.OnceDo(at, &once, func() {
						p.say("f", i)
						p.Sleep(at, ms)
					})
					p.say("after", i)
				})
			}
			p.Sleep(at, second)
		}},
	{"OncePanicCountsAsDone", `
	var once sync.Once
	for range 2 {
		func() {
			defer func() { say(recover()) }()
			once.Do(func() { panic("f") })
		}()
	}`,
		func(p prog) {
			var once Once
			for range 2 {
				p.catch(func() { p.OnceDo(at, &once, func() { panic("f") }) })
			}
		}},
	{"CondSignalInOrder", `
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	for i := range 4 {
		go func() {
			mu.Lock()
			c.Wait()
			say(i)
			mu.Unlock()
		}()
	}
	runtime.Gosched()
	for range 4 {
		c.Signal()
		say("signal")
	}
	time.Sleep(1)`,
		func(p prog) {
			var mu Mutex
			c := p.condOf(&mu)
			for i := range 4 {
				p.goes(func() {
					p.Lock(at, &mu)
					p.CondWait(at, c)
					p.say(i)
					p.Unlock(at, &mu)
				})
			}
			p.Gosched(at)
			for range 4 {
				p.CondSignal(at, c)
				p.say("signal")
			}
			p.Sleep(at, 1)
		}},
	{"CondBroadcast", `
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	ready := false
	for i := range 5 {
		go func() {
			mu.Lock()
			for !ready {
				c.Wait()
			}
			say(i)
			runtime.Gosched()
			mu.Unlock()
		}()
	}
	runtime.Gosched()
	mu.Lock()
	ready = true
	c.Broadcast()
	say("broadcast")
	mu.Unlock()
	time.Sleep(1)`,
		func(p prog) {
			var mu Mutex
			c := p.condOf(&mu)
			ready := false
			for i := range 5 {
				p.goes(func() {
					p.Lock(at, &mu)
					for !ready {
						p.CondWait(at, c)
					}
					p.say(i)
					p.Gosched(at)
					p.Unlock(at, &mu)
				})
			}
			p.Gosched(at)
			p.Lock(at, &mu)
			ready = true
			p.CondBroadcast(at, c)
			p.say("broadcast")
			p.Unlock(at, &mu)
			p.Sleep(at, 1)
		}},
}

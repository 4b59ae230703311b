package main

import (
	"runtime"
	"sync"
	"time"
)

// figures are what count measures.
type figures struct {
	stack      uint64        // bytes of stack that the goroutines hold
	heap       uint64        // bytes of everything else: descriptors, places in the queue of the channel
	sys        uint64        // bytes that the program has from the system in all
	start      time.Duration // until each of them had run and was blocked
	switchEach time.Duration // from one goroutine to another, on the average
	end        time.Duration // until each of them had been woken and had returned
}

// count starts n goroutines, measures them while all of them are blocked, and
// lets them finish. It tells how many are started, a hundred times in all. The
// figures are those of new goroutines in a program that has had none: Go keeps
// the descriptors of finished ones for the next.
func count(n int, started func(i int)) figures {
	before := memory()
	gate := make(chan struct{})
	var blocked, done sync.WaitGroup

	start := time.Now()
	for i := range n {
		blocked.Add(1)
		done.Add(1)
		go func() {
			blocked.Done()
			<-gate
			done.Done()
		}()
		if i%max(n/100, 1) == 0 {
			started(i)
		}
	}
	blocked.Wait()
	f := figures{start: time.Since(start)}
	started(n)

	after := memory()
	f.stack = after.StackInuse - before.StackInuse
	f.heap = after.HeapAlloc - before.HeapAlloc
	f.sys = after.Sys
	f.switchEach = switchTime()

	end := time.Now()
	close(gate)
	done.Wait()
	f.end = time.Since(end)
	return f
}

// memory is what is in use once garbage is collected.
func memory() (m runtime.MemStats) {
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m
}

// switchTime lets two goroutines pass the turn back and forth. The others are
// blocked meanwhile, however many: they cost the scheduler nothing.
func switchTime() time.Duration {
	const rounds = 100_000
	ping, pong := make(chan struct{}), make(chan struct{})
	go func() {
		for range ping {
			pong <- struct{}{}
		}
	}()
	start := time.Now()
	for range rounds {
		ping <- struct{}{}
		<-pong
	}
	each := time.Since(start) / (2 * rounds)
	close(ping)
	return each
}

package main

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// say says something in a room of n members. Hearing and writing the log take
// their times. It returns how many have heard it when Say returns.
func say(n int, hearing, logging time.Duration) int {
	log := make(chan string)
	logged := make(chan int)
	go func() {
		lines := 0
		wait(logging)
		for range log {
			lines++
		}
		logged <- lines
	}()
	var heard atomic.Int64
	room := &Room{Log: log}
	for range n {
		room.Members = append(room.Members, func(string) {
			wait(hearing)
			heard.Add(1)
		})
	}
	room.Say("hello")
	atTheEnd := int(heard.Load())
	close(log)
	<-logged
	return atTheEnd
}

func wait(d time.Duration) {
	if d > 0 {
		time.Sleep(d)
	}
}

func TestAllHaveHeard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		if heard := say(3, time.Millisecond, 0); heard != 3 {
			t.Errorf("Say returned when %d of 3 had heard the message", heard)
		}
	})
}

func TestSlowMembers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		if heard := say(2, time.Minute, 0); heard != 2 {
			t.Errorf("Say returned when %d of 2 had heard the message", heard)
		}
		if took := time.Since(start); took != time.Minute {
			t.Errorf("Say took %v, want 1m0s", took)
		}
	})
}

func TestQuickMembers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for range 5 {
			if heard := say(3, 0, time.Millisecond); heard != 3 {
				t.Errorf("Say returned when %d of 3 had heard the message", heard)
			}
		}
	})
}

func TestEmptyRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		say(0, time.Minute, 0)
		if took := time.Since(start); took != 0 {
			t.Errorf("in an empty room Say took %v", took)
		}
	})
}

package main

import (
	"fmt"
	"time"
)

type state func(*door) state

type door struct {
	events <-chan string
	log    []string
}

func closed(d *door) state {
	for e := range d.events {
		switch e {
		case "open":
			d.log = append(d.log, "creak")
			return opened
		case "lock":
			return locked
		}
	}
	return nil
}

func opened(d *door) state {
	select {
	case e, ok := <-d.events:
		if !ok {
			return nil
		}
		if e == "close" {
			return closed
		}
		return opened
	case <-time.After(3 * time.Second):
		d.log = append(d.log, "closes by itself")
		return closed
	}
}

func locked(d *door) state {
	tries := 0
	for e := range d.events {
		if e == "unlock" {
			return closed
		}
		tries++
		d.log = append(d.log, fmt.Sprintf("%s: locked (%d)", e, tries))
	}
	return nil
}

func main() {
	events := make(chan string)
	d := &door{events: events}
	done := make(chan bool)
	go func() {
		for s := state(closed); s != nil; {
			s = s(d)
		}
		close(done)
	}()
	for _, e := range []string{"open", "knock", "wait", "lock", "open", "open", "unlock", "open", "close"} {
		if e == "wait" {
			time.Sleep(4 * time.Second)
			continue
		}
		events <- e
	}
	close(events)
	<-done
	for _, l := range d.log {
		fmt.Println(l)
	}
}

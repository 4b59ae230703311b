package main

import (
	"fmt"
	"time"
)

type message struct {
	kind string
	n    int
}

type process struct {
	inbox chan message
	saved []message
}

// receive returns the first message that matches, and keeps the others.
func (p *process) receive(timeout time.Duration, match func(message) bool) (message, bool) {
	for i, m := range p.saved {
		if match(m) {
			p.saved = append(p.saved[:i], p.saved[i+1:]...)
			return m, true
		}
	}
	deadline := time.After(timeout)
	for {
		select {
		case m := <-p.inbox:
			if match(m) {
				return m, true
			}
			p.saved = append(p.saved, m)
		case <-deadline:
			return message{}, false
		}
	}
}

func kind(k string) func(message) bool { return func(m message) bool { return m.kind == k } }

func main() {
	p := &process{inbox: make(chan message, 10)}
	for i, k := range []string{"data", "data", "ack", "data", "close"} {
		time.AfterFunc(time.Duration(10*i+5)*time.Millisecond, func() { p.inbox <- message{k, i} })
	}
	for _, want := range []string{"ack", "data", "close", "data", "data", "data"} {
		m, ok := p.receive(30*time.Millisecond, kind(want))
		fmt.Println("want", want, "got", m, ok, "saved", p.saved)
	}
}

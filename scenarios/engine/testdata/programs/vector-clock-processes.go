package main

import (
	"fmt"
	"sync"
)

type clock [3]int

func (c *clock) merge(o clock) {
	for i, v := range o {
		c[i] = max(c[i], v)
	}
}

func (c clock) before(o clock) bool {
	less := false
	for i := range c {
		if c[i] > o[i] {
			return false
		}
		less = less || c[i] < o[i]
	}
	return less
}

type packet struct {
	text string
	at   clock
}

func main() {
	links := [3]chan packet{}
	for i := range links {
		links[i] = make(chan packet, 4)
	}
	events := make([][]packet, 3)
	var wg sync.WaitGroup
	process := func(id int, script func(send func(to int, text string), recv func())) {
		wg.Go(func() {
			var c clock
			note := func(text string) { events[id] = append(events[id], packet{text, c}) }
			script(func(to int, text string) {
				c[id]++
				note("send " + text)
				links[to] <- packet{text, c}
			}, func() {
				p := <-links[id]
				c.merge(p.at)
				c[id]++
				note("recv " + p.text)
			})
		})
	}
	process(0, func(send func(int, string), recv func()) { send(1, "a"); recv() })
	process(1, func(send func(int, string), recv func()) { recv(); send(2, "b"); send(0, "c") })
	process(2, func(send func(int, string), recv func()) { recv() })
	wg.Wait()
	for id, es := range events {
		for _, e := range es {
			fmt.Println("P", id, e.text, e.at)
		}
	}
	fmt.Println(events[0][0].at.before(events[2][0].at), events[0][1].at.before(events[2][0].at))
}

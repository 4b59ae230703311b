package main

import (
	"fmt"
	"sort"
	"sync"
	"time"
)

type registry struct {
	mu   sync.Mutex
	subs map[string]map[int]chan string
	next int
}

func (r *registry) subscribe(topic string) (<-chan string, func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.subs[topic] == nil {
		r.subs[topic] = make(map[int]chan string)
	}
	id := r.next
	r.next++
	c := make(chan string, 2)
	r.subs[topic][id] = c
	var once sync.Once
	return c, func() {
		once.Do(func() {
			r.mu.Lock()
			defer r.mu.Unlock()
			delete(r.subs[topic], id)
			if len(r.subs[topic]) == 0 {
				delete(r.subs, topic)
			}
			close(c)
		})
	}
}

func (r *registry) publish(topic, msg string) (delivered, dropped int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range r.subs[topic] {
		select {
		case c <- msg:
			delivered++
		default:
			dropped++
		}
	}
	return
}

func main() {
	r := &registry{subs: map[string]map[int]chan string{}}
	fast, stopFast := r.subscribe("news")
	_, stopSlow := r.subscribe("news")
	var got []string
	done := make(chan bool)
	go func() {
		for m := range fast {
			got = append(got, m)
		}
		done <- true
	}()
	for i := range 4 {
		d, x := r.publish("news", fmt.Sprint("n", i))
		fmt.Println("delivered", d, "dropped", x)
		time.Sleep(time.Millisecond)
	}
	stopSlow()
	stopSlow()
	stopFast()
	<-done
	fmt.Println(got, len(r.subs))
	fmt.Println(r.publish("news", "nobody"))
	keys := []string{}
	for _, t := range []string{"b", "a"} {
		_, stop := r.subscribe(t)
		defer stop()
	}
	for k := range r.subs {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(keys)
}

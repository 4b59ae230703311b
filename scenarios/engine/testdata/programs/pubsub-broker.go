package main

import (
	"fmt"
	"sync"
)

type Broker struct {
	mu     sync.RWMutex
	topics map[string][]chan string
	closed bool
}

func NewBroker() *Broker { return &Broker{topics: map[string][]chan string{}} }

func (b *Broker) Subscribe(topic string, size int) <-chan string {
	ch := make(chan string, size)
	b.mu.Lock()
	b.topics[topic] = append(b.topics[topic], ch)
	b.mu.Unlock()
	return ch
}

func (b *Broker) Publish(topic, message string) int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if b.closed {
		return 0
	}
	for _, ch := range b.topics[topic] {
		ch <- message
	}
	return len(b.topics[topic])
}

func (b *Broker) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	for _, subs := range b.topics {
		for _, ch := range subs {
			close(ch)
		}
	}
}

func main() {
	b := NewBroker()
	var wg sync.WaitGroup
	listen := func(name, topic string) {
		ch := b.Subscribe(topic, 1)
		wg.Add(1)
		go func() {
			defer wg.Done()
			for m := range ch {
				fmt.Printf("%s <- [%s] %s\n", name, topic, m)
			}
		}()
	}
	listen("ann", "news")
	listen("bob", "news")
	listen("cid", "sport")
	for i := range 3 {
		fmt.Println("sent to", b.Publish("news", fmt.Sprint("headline ", i)))
	}
	fmt.Println("sent to", b.Publish("sport", "3:1"))
	fmt.Println("sent to", b.Publish("weather", "rain"))
	b.Close()
	wg.Wait()
	fmt.Println("sent to", b.Publish("news", "late"))
}

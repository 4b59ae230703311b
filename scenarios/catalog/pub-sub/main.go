package main

import (
	"fmt"
	"sync"
	"time"
)

// Hub passes each piece of news to everybody who has subscribed. It belongs
// to one goroutine.
type Hub struct {
	subscribers []chan string
}

func (h *Hub) Subscribe() <-chan string {
	news := make(chan string, 2) // each has a letterbox of its own
	h.subscribers = append(h.subscribers, news)
	return news
}

func (h *Hub) Publish(text string) {
	for i, news := range h.subscribers {
		select {
		case news <- text:
		default:
			fmt.Printf("subscriber %d misses %q\n", i+1, text)
		}
	}
}

func (h *Hub) Close() {
	for _, news := range h.subscribers {
		close(news)
	}
}

func read(name string, takes time.Duration, news <-chan string, wg *sync.WaitGroup) {
	defer wg.Done()
	for text := range news {
		fmt.Println(name, "reads:", text)
		time.Sleep(takes)
	}
}

func main() {
	var hub Hub
	var wg sync.WaitGroup
	wg.Add(2)
	go read("Ada", 1*time.Millisecond, hub.Subscribe(), &wg)
	go read("Ben", 9*time.Millisecond, hub.Subscribe(), &wg)
	for _, text := range []string{"rain", "sun", "wind", "snow"} {
		time.Sleep(2 * time.Millisecond)
		hub.Publish(text)
	}
	hub.Close()
	wg.Wait()
}

package main

import (
	"fmt"
	"sync"
)

// A Counter counts words. Any number of goroutines may use it at once, until
// Close.
type Counter struct {
	words chan string
	ask   chan question
	done  chan struct{}
}

// question asks how often a word has been counted.
type question struct {
	word   string
	answer chan int
}

// NewCounter returns a counter that has counted nothing.
func NewCounter() *Counter {
	c := &Counter{words: make(chan string), ask: make(chan question), done: make(chan struct{})}
	go c.own()
	return c
}

// own is the only goroutine that knows the map.
func (c *Counter) own() {
	n := make(map[string]int)
	for {
		select {
		case word := <-c.words:
			n[word]++
		case q := <-c.ask:
			q.answer <- n[q.word]
		case <-c.done:
			return
		}
	}
}

// Inc counts a word.
func (c *Counter) Inc(word string) { c.words <- word }

// Value returns how often a word has been counted.
func (c *Counter) Value(word string) int {
	q := question{word, make(chan int)}
	c.ask <- q
	return <-q.answer
}

// Close ends what the counter has started.
func (c *Counter) Close() { close(c.done) }

func main() {
	c := NewCounter()
	defer c.Close()
	var wg sync.WaitGroup
	for range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for _, word := range []string{"go", "stop", "go"} {
				c.Inc(word)
			}
		}()
	}
	wg.Wait()
	fmt.Println("go:", c.Value("go"), "stop:", c.Value("stop"))
}

package main

import (
	"fmt"
	"sync"
)

// A Counter counts words. Any number of goroutines may use it at once, until
// Close.
type Counter struct {
	words chan string
	done  chan struct{}
	n     map[string]int
}

// NewCounter returns a counter that has counted nothing.
func NewCounter() *Counter {
	c := &Counter{words: make(chan string), done: make(chan struct{}), n: make(map[string]int)}
	go c.own()
	return c
}

// own is the only goroutine that counts.
func (c *Counter) own() {
	for {
		select {
		case word := <-c.words:
			c.n[word]++
		case <-c.done:
			return
		}
	}
}

// Inc counts a word.
func (c *Counter) Inc(word string) { c.words <- word }

// Value returns how often a word has been counted.
func (c *Counter) Value(word string) int {
	return c.n[word]
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

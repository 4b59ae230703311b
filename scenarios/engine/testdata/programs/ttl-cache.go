package main

import (
	"fmt"
	"sync"
	"time"
)

type item struct {
	value   string
	expires time.Time
}

type Cache struct {
	mu    sync.Mutex
	items map[string]item
	stop  chan struct{}
}

func NewCache(sweep time.Duration) *Cache {
	c := &Cache{items: map[string]item{}, stop: make(chan struct{})}
	go c.janitor(sweep)
	return c
}

func (c *Cache) janitor(every time.Duration) {
	t := time.NewTicker(every)
	defer t.Stop()
	for {
		select {
		case now := <-t.C:
			c.mu.Lock()
			for k, it := range c.items {
				if !now.Before(it.expires) {
					delete(c.items, k)
				}
			}
			c.mu.Unlock()
		case <-c.stop:
			return
		}
	}
}

func (c *Cache) Set(k, v string, ttl time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.items[k] = item{v, time.Now().Add(ttl)}
}

func (c *Cache) Get(k string) (string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	it, ok := c.items[k]
	if !ok || time.Now().After(it.expires) {
		return "", false
	}
	return it.value, true
}

func main() {
	c := NewCache(100 * time.Millisecond)
	c.Set("session", "abc", 150*time.Millisecond)
	c.Set("token", "xyz", 450*time.Millisecond)
	for i := range 6 {
		s, ok := c.Get("session")
		t, ok2 := c.Get("token")
		c.mu.Lock()
		fmt.Printf("%3d ms: %q %t %q %t, %d stored\n", i*90, s, ok, t, ok2, len(c.items))
		c.mu.Unlock()
		time.Sleep(90 * time.Millisecond)
	}
	close(c.stop)
}

package main

import (
	"container/list"
	"fmt"
	"sync"
)

type entry struct {
	key   string
	value int
}

type LRU struct {
	mu    sync.Mutex
	size  int
	order *list.List
	items map[string]*list.Element
}

func NewLRU(size int) *LRU {
	return &LRU{size: size, order: list.New(), items: make(map[string]*list.Element)}
}

func (c *LRU) Get(key string) (int, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	el, ok := c.items[key]
	if !ok {
		return 0, false
	}
	c.order.MoveToFront(el)
	return el.Value.(*entry).value, true
}

func (c *LRU) Put(key string, value int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if el, ok := c.items[key]; ok {
		el.Value.(*entry).value = value
		c.order.MoveToFront(el)
		return
	}
	c.items[key] = c.order.PushFront(&entry{key, value})
	if c.order.Len() > c.size {
		last := c.order.Back()
		c.order.Remove(last)
		delete(c.items, last.Value.(*entry).key)
	}
}

func main() {
	c := NewLRU(3)
	var wg sync.WaitGroup
	for i, k := range []string{"a", "b", "c", "a", "d"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if _, ok := c.Get(k); !ok {
				c.Put(k, i)
			}
		}()
	}
	wg.Wait()
	for e := c.order.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value.(*entry).key, "=", e.Value.(*entry).value, " ")
	}
	fmt.Println()
	for _, k := range []string{"a", "b", "c", "d"} {
		v, ok := c.Get(k)
		fmt.Println(k, v, ok)
	}
}

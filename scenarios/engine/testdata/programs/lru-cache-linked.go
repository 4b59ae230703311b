package main

import (
	"fmt"
	"sync"
)

type node[K comparable, V any] struct {
	key        K
	val        V
	prev, next *node[K, V]
}

type Cache[K comparable, V any] struct {
	sync.Mutex
	cap   int
	m     map[K]*node[K, V]
	root  node[K, V]
	stats struct{ hit, miss int }
}

func New[K comparable, V any](capacity int) *Cache[K, V] {
	c := &Cache[K, V]{cap: capacity, m: map[K]*node[K, V]{}}
	c.root.prev, c.root.next = &c.root, &c.root
	return c
}

func (c *Cache[K, V]) unlink(n *node[K, V]) { n.prev.next, n.next.prev = n.next, n.prev }

func (c *Cache[K, V]) front(n *node[K, V]) {
	n.prev, n.next = &c.root, c.root.next
	n.prev.next, n.next.prev = n, n
}

func (c *Cache[K, V]) GetOr(k K, make func(K) V) V {
	c.Lock()
	defer c.Unlock()
	if n, ok := c.m[k]; ok {
		c.stats.hit++
		c.unlink(n)
		c.front(n)
		return n.val
	}
	c.stats.miss++
	if len(c.m) == c.cap {
		old := c.root.prev
		c.unlink(old)
		delete(c.m, old.key)
	}
	n := &node[K, V]{key: k, val: make(k)}
	c.m[k] = n
	c.front(n)
	return n.val
}

func main() {
	c := New[int, string](4)
	var wg sync.WaitGroup
	for w := range 3 {
		wg.Go(func() {
			for i := range 6 {
				n := (w*2 + i*i) % 7
				c.GetOr(n, func(n int) string { return fmt.Sprintf("<%d>", n) })
			}
		})
	}
	wg.Wait()
	for n := c.root.next; n != &c.root; n = n.next {
		fmt.Print(n.val, " ")
	}
	fmt.Printf("%+v\n", c.stats)
}

package main

import (
	"fmt"
	"sync"
	"time"
)

type KeyedMutex struct {
	mu    sync.Mutex
	locks map[string]*entry
}

type entry struct {
	sync.Mutex
	users int
}

func (k *KeyedMutex) Lock(key string) (unlock func()) {
	k.mu.Lock()
	if k.locks == nil {
		k.locks = map[string]*entry{}
	}
	e, ok := k.locks[key]
	if !ok {
		e = new(entry)
		k.locks[key] = e
	}
	e.users++
	k.mu.Unlock()
	e.Lock()
	return func() {
		e.Unlock()
		k.mu.Lock()
		defer k.mu.Unlock()
		if e.users--; e.users == 0 {
			delete(k.locks, key)
		}
	}
}

func main() {
	var k KeyedMutex
	start := time.Now()
	var wg sync.WaitGroup
	for i, key := range []string{"a", "b", "a", "c", "b", "a"} {
		wg.Go(func() {
			unlock := k.Lock(key)
			defer unlock()
			time.Sleep(10 * time.Millisecond)
			fmt.Println(time.Since(start), i, key)
		})
	}
	wg.Wait()
	fmt.Println("locks left:", len(k.locks))
}

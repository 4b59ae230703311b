package main

import (
	"fmt"
	"sync"
	"time"
)

// A turnstile lets nobody pass a waiting writer.
type Library struct {
	turnstile sync.Mutex
	room      sync.Mutex
	count     sync.Mutex
	readers   int
}

func (l *Library) startRead() {
	l.turnstile.Lock()
	l.turnstile.Unlock()
	l.count.Lock()
	if l.readers++; l.readers == 1 {
		l.room.Lock()
	}
	l.count.Unlock()
}

func (l *Library) endRead() {
	l.count.Lock()
	if l.readers--; l.readers == 0 {
		l.room.Unlock()
	}
	l.count.Unlock()
}

func (l *Library) write(f func()) {
	l.turnstile.Lock()
	l.room.Lock()
	f()
	l.room.Unlock()
	l.turnstile.Unlock()
}

func main() {
	lib := new(Library)
	book := 0
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(i) * 4 * time.Millisecond)
			if i == 2 {
				lib.write(func() {
					book++
					fmt.Println("writer", i, "writes edition", book)
					time.Sleep(5 * time.Millisecond)
				})
				return
			}
			lib.startRead()
			fmt.Println("reader", i, "reads edition", book)
			time.Sleep(10 * time.Millisecond)
			lib.endRead()
		}()
	}
	wg.Wait()
}

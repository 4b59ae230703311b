package main

import (
	"errors"
	"fmt"
	"time"
)

var ErrOverflow = errors.New("bucket overflows")

type LeakyBucket struct {
	queue chan func()
	stop  chan struct{}
	done  chan struct{}
}

func NewLeakyBucket(size int, every time.Duration) *LeakyBucket {
	b := &LeakyBucket{make(chan func(), size), make(chan struct{}), make(chan struct{})}
	go func() {
		defer close(b.done)
		t := time.NewTicker(every)
		defer t.Stop()
		for {
			select {
			case <-t.C:
				select {
				case f := <-b.queue:
					f()
				default:
				}
			case <-b.stop:
				return
			}
		}
	}()
	return b
}

func (b *LeakyBucket) Add(f func()) error {
	select {
	case b.queue <- f:
		return nil
	default:
		return ErrOverflow
	}
}

func main() {
	start := time.Now()
	b := NewLeakyBucket(4, 25*time.Millisecond)
	for i := range 10 {
		err := b.Add(func() { fmt.Println(time.Since(start), "drop", i) })
		if err != nil {
			fmt.Println(i, err)
		}
		time.Sleep(9 * time.Millisecond)
	}
	time.Sleep(200 * time.Millisecond)
	close(b.stop)
	<-b.done
}

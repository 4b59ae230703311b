package main

import (
	"fmt"
	"sync"
	"time"
)

type Bucket struct {
	mu     sync.Mutex
	tokens float64
	burst  float64
	rate   float64 // per second
	last   time.Time
}

func NewBucket(rate, burst float64) *Bucket {
	return &Bucket{tokens: burst, burst: burst, rate: rate, last: time.Now()}
}

func (b *Bucket) Allow() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	b.tokens = min(b.burst, b.tokens+now.Sub(b.last).Seconds()*b.rate)
	b.last = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}

func main() {
	b := NewBucket(10, 3)
	start := time.Now()
	allowed := 0
	for i := range 20 {
		if b.Allow() {
			allowed++
			fmt.Printf("%3d ms: request %d passes\n", time.Since(start).Milliseconds(), i)
		}
		time.Sleep(40 * time.Millisecond)
	}
	fmt.Println(allowed, "of 20 passed")
}

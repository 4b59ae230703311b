package main

import (
	"sync"
	"testing"
	"testing/synctest"
)

func TestManyCount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := NewCounter()
		defer c.Close()
		var wg sync.WaitGroup
		for range 15 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for _, word := range []string{"a", "b", "a", "b", "a", "a"} {
					c.Inc(word)
				}
			}()
		}
		wg.Wait()
		if a, b := c.Value("a"), c.Value("b"); a != 60 || b != 30 {
			t.Errorf("a and b are counted %d and %d times, want 60 and 30", a, b)
		}
	})
}

func TestOwnCount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := NewCounter()
		defer c.Close()
		for want := 1; want <= 3; want++ {
			c.Inc("x")
			if got := c.Value("x"); got != want {
				t.Errorf("after %d times Inc the value is %d", want, got)
			}
		}
		if got := c.Value("never"); got != 0 {
			t.Errorf("a word that was never counted has the value %d", got)
		}
	})
}

func TestTwoCounters(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := NewCounter(), NewCounter()
		a.Inc("x")
		if got := b.Value("x"); got != 0 {
			t.Errorf("what one counter counts, another counts too: %d", got)
		}
		a.Close()
		b.Inc("x")
		if got := b.Value("x"); got != 1 {
			t.Errorf("when one counter is closed, the other has the value %d, want 1", got)
		}
		b.Close()
	})
}

// Package synctest runs tests in bubbles, which the scheduler provides.
package synctest

import "testing"

// bubble runs f in a new bubble and waits until all its goroutines have ended.
func bubble(f func())

func Wait()

func Test(t *testing.T, f func(*testing.T)) {
	ok := false
	bubble(func() { ok = testing.RunBubble(t, f) })
	if !ok {
		t.FailNow()
	}
}

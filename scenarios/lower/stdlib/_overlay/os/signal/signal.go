package signal

import (
	"context"
	"os"
)

// No signal ever arrives. As in the original, a program that waits for one
// does not deadlock: it waits for ever.

func awaited() // a signal is

func Notify(c chan<- os.Signal, sig ...os.Signal) {
	if c == nil {
		panic("os/signal: Notify using nil channel")
	}
	awaited()
}

func Stop(c chan<- os.Signal)    {}
func Ignore(sig ...os.Signal)    {}
func Ignored(sig os.Signal) bool { return false }
func Reset(sig ...os.Signal)     {}

func NotifyContext(parent context.Context, signals ...os.Signal) (ctx context.Context, stop context.CancelFunc) {
	awaited()
	return context.WithCancel(parent)
}

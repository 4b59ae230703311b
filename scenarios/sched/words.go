package sched

import (
	"sync"
	"unsafe"
)

// These give what a value of package sync holds when it is in the state of
// ours, for those who print it.

func (l *mutex) words() [2]uint32 { return [2]uint32{uint32(l.state), l.sema} }

// Value is the sync.Mutex.
func (mu *Mutex) Value() any { return inWords[sync.Mutex](mu.lock.words()) }

// Value is the sync.RWMutex.
func (rw *RWMutex) Value() any {
	w := rw.writer.words()
	return inWords[sync.RWMutex]([6]uint32{w[0], w[1], rw.writerSema, rw.readerSema, uint32(rw.readers), uint32(rw.readersLeft)})
}

// Value is the sync.WaitGroup.
func (wg *WaitGroup) Value() any {
	return inWords[sync.WaitGroup]([3]uint32{wg.waiters, uint32(wg.counter), wg.sema})
}

// Value is the sync.Once.
func (o *Once) Value() any {
	done := uint32(0)
	if o.done {
		done = 1
	}
	w := o.lock.words()
	return inWords[sync.Once]([3]uint32{done, w[0], w[1]})
}

// inWords makes a T that begins with the given words. It is a struct that
// nothing locks.
func inWords[T, W any](words W) any {
	v := new(T)
	*(*W)(unsafe.Pointer(v)) = words
	return *v
}

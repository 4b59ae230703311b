package main

import (
	"maps"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"time"

	"gopark/wasm/protocol"
)

func TestCount(t *testing.T) {
	const n = 1000
	var told []int
	f := count(n, func(i int) { told = append(told, i) })

	// A goroutine has a stack of at least 2 KB and a descriptor; if it took
	// 64 KB, the page would tell a fairy tale.
	each := float64(f.stack+f.heap) / n
	if each < 2048 || each >= 65536 {
		t.Errorf("expected from 2,048 to 65,535 bytes for each goroutine, found %.0f", each)
	}
	if f.stack < n*2000 || f.heap == 0 {
		t.Errorf("expected 2 KB of stack each and something beside, found %d and %d bytes for %d", f.stack, f.heap, n)
	}
	if f.sys < f.stack+f.heap {
		t.Errorf("expected the program to have what its goroutines have, %d bytes, found %d", f.stack+f.heap, f.sys)
	}
	if f.start <= 0 || f.switchEach <= 0 || f.end <= 0 {
		t.Errorf("expected times, found %+v", f)
	}
	if len(told) != 101 || !slices.IsSorted(told) || told[0] != 0 || told[100] != n {
		t.Errorf("expected to be told 101 times, from 0 to %d, found %v", n, told)
	}
}

func TestCountLeavesNothingBehind(t *testing.T) {
	before := runtime.NumGoroutine()
	for _, n := range []int{1, 7, 250} {
		count(n, func(int) {})
	}
	for range 1000 { // those that are returning need a moment to do so
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Errorf("expected %d goroutines, found %d", before, runtime.NumGoroutine())
}

// The objects must have exactly the fields that protocol declares and
// site/src/protocol.ts promises.
func TestMessagesAreThoseOfTheProtocol(t *testing.T) {
	for _, m := range []struct {
		declared any
		object   map[string]any
	}{
		{protocol.MeasureReady{}, ready()},
		{protocol.Counting{}, counting(protocol.Counting{})},
		{protocol.Counted{}, counted(protocol.Counted{})},
	} {
		var want []string
		for _, f := range reflect.VisibleFields(reflect.TypeOf(m.declared)) {
			want = append(want, f.Tag.Get("json"))
		}
		slices.Sort(want)
		if got := slices.Sorted(maps.Keys(m.object)); !slices.Equal(got, want) {
			t.Errorf("%T: expected the fields %v, found %v", m.declared, want, got)
		}
	}
}

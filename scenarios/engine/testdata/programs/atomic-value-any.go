package main

import (
	"fmt"
	"sync/atomic"
)

type limits struct{ cpu, mem int }

func main() {
	var v atomic.Value
	fmt.Println(v.Load())
	v.Store(limits{1, 2})
	fmt.Println(v.Load().(limits).mem, v.Swap(limits{3, 4}))
	fmt.Println(v.CompareAndSwap(limits{3, 4}, limits{5, 6}), v.Load())
	var flag atomic.Bool
	for i := range 3 {
		fmt.Println(i, flag.CompareAndSwap(false, true), flag.Load())
	}
	var n int32 = 5
	fmt.Println(atomic.AddInt32(&n, -7), atomic.SwapInt32(&n, 9), atomic.CompareAndSwapInt32(&n, 9, 1), n)
	var bits atomic.Uint32
	fmt.Println(bits.Or(6), bits.And(3), bits.Load())
	defer func() { fmt.Println(recover()) }()
	v.Store("another type")
}

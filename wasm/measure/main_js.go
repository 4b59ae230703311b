// Command measure is the program of the page goroutine-vs-thread: in a Web
// Worker it starts as many goroutines as a protocol.Count asks for, with Go's
// own scheduler, and answers with what they cost. It has nothing of the rest
// of Gopark. The page ends the worker to stop it and to get the memory back.
package main

import (
	"syscall/js"

	"gopark/wasm/protocol"
)

func main() {
	asked := make(chan int, 1)
	js.Global().Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		asked <- args[0].Get("data").Get("goroutines").Int()
		return nil
	}))
	post(ready())
	for n := range asked {
		f := count(n, func(i int) { post(counting(protocol.Counting{Started: i})) })
		post(counted(protocol.Counted{
			Goroutines: n,
			StackBytes: float64(f.stack),
			HeapBytes:  float64(f.heap),
			SysBytes:   float64(f.sys),
			StartNs:    float64(f.start),
			SwitchNs:   float64(f.switchEach),
			EndNs:      float64(f.end),
		}))
	}
}

func post(message map[string]any) { js.Global().Call("postMessage", message) }

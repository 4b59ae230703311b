package main

import "gopark/wasm/protocol"

// The messages as JavaScript objects. They are written out here because
// encoding/json would make the program larger by a third.

func ready() map[string]any { return map[string]any{"type": "ready"} }

func counting(m protocol.Counting) map[string]any {
	return map[string]any{"type": "counting", "started": m.Started}
}

func counted(m protocol.Counted) map[string]any {
	return map[string]any{
		"type":       "counted",
		"goroutines": m.Goroutines,
		"stackBytes": m.StackBytes,
		"heapBytes":  m.HeapBytes,
		"sysBytes":   m.SysBytes,
		"startNs":    m.StartNs,
		"switchNs":   m.SwitchNs,
		"endNs":      m.EndNs,
	}
}

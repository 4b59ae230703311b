// Command traces writes the long traces that make bench measures the player
// with. It writes to the folder that is its argument, and a line for each file
// to standard output: its name, goroutines and events.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"gopark/scenarios/trace"
	"gopark/viz/internal/sample"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: traces FOLDER")
		os.Exit(2)
	}
	for _, n := range []int{50, 1000, 100_000, 1_000_000} {
		write("goroutines", n, sample.Receivers(n, 5*n+1000))
	}
	for _, n := range []int{10_000, 100_000, 1_000_000, 10_000_000} {
		write("events", n, sample.Sleepers(1000, n))
	}
}

func write(kind string, n int, t *trace.Trace) {
	name := fmt.Sprintf("%s-%d.trace", kind, n)
	if err := os.WriteFile(filepath.Join(os.Args[1], name), t.Encode(), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, "traces:", err)
		os.Exit(1)
	}
	fmt.Println(name, len(t.Goroutines)-1, t.Len())
}

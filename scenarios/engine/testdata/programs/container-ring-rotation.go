package main

import (
	"container/ring"
	"fmt"
	"time"
)

func main() {
	r := ring.New(4)
	for i, name := range []string{"north", "east", "south", "west"} {
		r.Value = fmt.Sprint(i, name)
		r = r.Next()
	}
	ticks := time.NewTicker(250 * time.Millisecond)
	defer ticks.Stop()
	n := 0
	for range ticks.C {
		fmt.Println(r.Value)
		r = r.Move(3)
		if n++; n == 6 {
			break
		}
	}
	removed := r.Unlink(2)
	fmt.Println(r.Len(), removed.Len())
	r.Do(func(v any) { fmt.Print(v, " ") })
	fmt.Println()
}

package main

import (
	"fmt"
	"os"
)

type average struct{ sum, n int }

func (a *average) add(v int) { a.sum += v; a.n++ }
func (a average) value() int { return a.sum / a.n }

func report(name string, values ...int) {
	defer fmt.Println("report", name, "is over")
	var a average
	for _, v := range values {
		a.add(v)
	}
	fmt.Fprintf(os.Stderr, "%s: %d\n", name, a.value())
}

func main() {
	report("first", 1, 2, 3)
	report("second", []int{10, 20}...)
	report("third")
	report("fourth", 4)
}

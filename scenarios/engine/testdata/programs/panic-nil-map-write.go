package main

import "fmt"

type registry struct{ names map[string]int }

func (r registry) add(name string) int {
	r.names[name]++
	return len(r.names)
}

func main() {
	good := registry{map[string]int{}}
	fmt.Println(good.add("a"), good.add("b"), good.add("a"))
	var bad registry
	fmt.Println(bad.names["x"], len(bad.names))
	fmt.Println(bad.add("c"))
}

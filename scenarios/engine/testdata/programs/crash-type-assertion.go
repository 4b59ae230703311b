package main

import "fmt"

type Animal interface{ Sound() string }
type Dog struct{ name string }
type Cat struct{ name string }

func (d Dog) Sound() string  { return d.name + " barks" }
func (c *Cat) Sound() string { return c.name + " meows" }

func main() {
	animals := make(chan any, 3)
	animals <- Dog{"rex"}
	animals <- &Cat{"tom"}
	animals <- Cat{"kit"} // not a pointer: no Animal
	close(animals)
	for a := range animals {
		if s, ok := a.(fmt.Stringer); ok {
			fmt.Println(s)
		}
		fmt.Println(a.(Animal).Sound())
	}
}

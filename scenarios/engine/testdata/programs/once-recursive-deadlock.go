package main

import (
	"fmt"
	"sync"
)

var once sync.Once

func setup() {
	fmt.Println("setup")
	once.Do(func() { fmt.Println("inner") }) // waits for itself
}

func main() {
	once.Do(setup)
	fmt.Println("not reached")
}

package main

import (
	"fmt"
	"os"
)

func level(n int) {
	defer func() {
		fmt.Println("unwinding level", n)
		if n == 2 {
			panic(fmt.Sprintf("second panic at level %d", n))
		}
	}()
	if n == 3 {
		panic("first panic")
	}
	level(n + 1)
}

func main() {
	fmt.Fprintln(os.Stderr, "starting")
	level(1)
}

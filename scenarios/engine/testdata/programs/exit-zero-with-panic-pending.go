package main

import (
	"fmt"
	"os"
)

func main() {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(os.Stderr, "error: %v\n", r)
			os.Exit(0)
		}
	}()
	var p *struct{ next *int }
	fmt.Println(*p.next)
}

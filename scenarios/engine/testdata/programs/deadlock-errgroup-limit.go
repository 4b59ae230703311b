package main

import (
	"fmt"

	"golang.org/x/sync/errgroup"
)

func main() {
	var g errgroup.Group
	g.SetLimit(1)
	g.Go(func() error {
		fmt.Println("outer")
		g.Go(func() error { // waits for the outer task to end
			fmt.Println("inner")
			return nil
		})
		return nil
	})
	fmt.Println(g.Wait())
}

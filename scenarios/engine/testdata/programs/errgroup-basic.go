package main

import (
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"
)

func fetch(name string, delay time.Duration) error {
	time.Sleep(delay)
	if name == "beta" || name == "delta" {
		return errors.New(name + ": unreachable")
	}
	fmt.Println(name, "fetched")
	return nil
}

func main() {
	var g errgroup.Group
	for i, name := range []string{"alpha", "beta", "gamma", "delta"} {
		g.Go(func() error {
			return fetch(name, time.Duration(40-10*i)*time.Millisecond)
		})
	}
	if err := g.Wait(); err != nil {
		fmt.Println("first error:", err)
	}
}

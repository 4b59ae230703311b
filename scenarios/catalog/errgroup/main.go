package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"
)

var errEmpty = errors.New("the shelf is empty")

// fetch takes its time, unless another of the group has failed before.
func fetch(ctx context.Context, what string, takes time.Duration) error {
	select {
	case <-time.After(takes):
	case <-ctx.Done():
		fmt.Println(what+":", "given up")
		return ctx.Err()
	}
	if what == "eggs" {
		return fmt.Errorf("%s: %w", what, errEmpty)
	}
	fmt.Println(what+":", "fetched")
	return nil
}

func main() {
	group, ctx := errgroup.WithContext(context.Background())
	for i, what := range []string{"milk", "eggs", "flour", "sugar"} {
		takes := time.Duration(i+1) * 2 * time.Millisecond
		group.Go(func() error { return fetch(ctx, what, takes) })
	}
	if err := group.Wait(); err != nil {
		fmt.Println("no cake:", err)
	}
}

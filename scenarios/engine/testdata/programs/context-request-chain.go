package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type user struct{ name string }

type traceKey struct{}

func logf(ctx context.Context, format string, args ...any) {
	id, _ := ctx.Value(traceKey{}).(string)
	fmt.Printf("[%s] %s\n", id, fmt.Sprintf(format, args...))
}

func database(ctx context.Context, id int) (*user, error) {
	ctx, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	select {
	case <-time.After(time.Duration(id) * 20 * time.Millisecond):
		logf(ctx, "row %d read", id)
		return &user{fmt.Sprint("user", id)}, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("database: %w", ctx.Err())
	}
}

func handle(ctx context.Context, id int) {
	u, err := database(ctx, id)
	switch {
	case errors.Is(err, context.Canceled):
		logf(ctx, "client has gone")
	case errors.Is(err, context.DeadlineExceeded):
		logf(ctx, "504: %v", err)
	case err != nil:
		logf(ctx, "500: %v", err)
	default:
		logf(ctx, "200: %s", u.name)
	}
}

func main() {
	for id := 1; id <= 3; id++ {
		handle(context.WithValue(context.Background(), traceKey{}, fmt.Sprint("req-", id)), id)
	}
	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), traceKey{}, "gone"))
	go func() {
		time.Sleep(10 * time.Millisecond)
		cancel()
	}()
	handle(ctx, 2)
	fmt.Println(ctx)
}

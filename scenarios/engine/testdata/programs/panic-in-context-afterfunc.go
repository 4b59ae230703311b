package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

var errStop = errors.New("stop")

func main() {
	ctx, cancel := context.WithCancelCause(context.Background())
	context.AfterFunc(ctx, func() {
		fmt.Println("cause:", context.Cause(ctx))
		panic(context.Cause(ctx))
	})
	cancel(errStop)
	fmt.Println("cancelled")
	time.Sleep(time.Millisecond)
	fmt.Println("not reached")
}

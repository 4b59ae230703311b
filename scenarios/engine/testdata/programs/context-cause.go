package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

var errShutdown = errors.New("server is shutting down")

func main() {
	ctx, cancel := context.WithCancelCause(context.Background())
	child, stop := context.WithTimeout(ctx, time.Minute)
	defer stop()
	go func() {
		time.Sleep(250 * time.Millisecond)
		cancel(errShutdown)
	}()
	<-child.Done()
	fmt.Println("err:", child.Err())
	fmt.Println("cause:", context.Cause(child))
	fmt.Println(errors.Is(context.Cause(ctx), errShutdown))

	slow, stop2 := context.WithTimeoutCause(context.Background(), time.Second, errors.New("backend took too long"))
	defer stop2()
	<-slow.Done()
	fmt.Println(slow.Err(), "because", context.Cause(slow))
}

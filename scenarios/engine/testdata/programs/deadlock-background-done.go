package main

import (
	"context"
	"fmt"
	"time"
)

func wait(ctx context.Context, name string) {
	fmt.Println(name, "waits")
	<-ctx.Done()
	fmt.Println(name, "is free")
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	wait(ctx, "with a timeout")
	wait(context.TODO(), "without one")
}

package main

import (
	"context"
	"fmt"
	"time"
)

// refresh works in the background until its context ends.
func refresh(ctx context.Context, page string) {
	ticker := time.NewTicker(4 * time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			fmt.Println("refresh", page)
		case <-ctx.Done():
			fmt.Println("stop refreshing", page)
			return
		}
	}
}

// show shows a page for 5 ms.
func show(page string) {
	ctx, _ := context.WithCancel(context.Background()) // cancel is thrown away
	go refresh(ctx, page)
	fmt.Println("show", page)
	time.Sleep(5 * time.Millisecond)
	fmt.Println("leave", page)
}

func main() {
	for _, page := range []string{"news", "sport", "mail"} {
		show(page)
	}
	fmt.Println("main returns")
}

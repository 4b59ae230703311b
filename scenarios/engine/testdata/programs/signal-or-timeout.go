package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

func main() {
	n := flag.Int("n", 3, "workers")
	name := flag.String("name", "x", "its name")
	d := flag.Duration("d", time.Second, "how long")
	flag.Parse()
	fmt.Println(*n, *name, *d, flag.Args(), os.Getenv("PORT") == "")
	sigs := make(chan os.Signal, 1)
	signal.Notify(sigs, syscall.SIGINT, syscall.SIGTERM, os.Interrupt)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		select {
		case s := <-sigs:
			fmt.Println(s)
		case <-ctx.Done():
		case <-time.After(*d):
			fmt.Println("timeout", syscall.SIGTERM, os.Interrupt)
		}
	}()
	wg.Wait()
}

package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

var wg sync.WaitGroup

// start starts a task that ends when its context is cancelled.
func start(ctx context.Context, name string) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		<-ctx.Done()
		fmt.Println(name, "stops:", ctx.Err())
	}()
}

func main() {
	request, cancelRequest := context.WithCancel(context.Background())
	start(request, "request")

	search, cancelSearch := context.WithCancel(request)
	start(search, "search")
	index, cancelIndex := context.WithCancel(search)
	defer cancelIndex()
	start(index, "index")

	page, cancelPage := context.WithCancel(request)
	defer cancelPage()
	start(page, "page")

	time.Sleep(2 * time.Millisecond)
	fmt.Println("main cancels the search")
	cancelSearch() // index stops too, page goes on

	time.Sleep(2 * time.Millisecond)
	fmt.Println("main cancels the request")
	cancelRequest() // what is left below it stops too
	wg.Wait()
}

package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	stock = 1
	mu    sync.Mutex
)

func buyUnsafe(who string) {
	if stock > 0 {
		time.Sleep(time.Millisecond) // pays
		stock--
		fmt.Println(who, "bought it, left", stock)
		return
	}
	fmt.Println(who, "came too late")
}

func buySafe(who string) {
	mu.Lock()
	defer mu.Unlock()
	buyUnsafe(who)
}

func main() {
	for _, buy := range []func(string){buyUnsafe, buySafe} {
		stock = 1
		var wg sync.WaitGroup
		for _, who := range []string{"ann", "bob", "cid"} {
			wg.Go(func() { buy(who) })
		}
		wg.Wait()
		fmt.Println("stock:", stock)
	}
}

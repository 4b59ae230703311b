package main

import (
	"fmt"
	"sync"
)

// order asks the keeper for n apples; the answer comes on reply.
type order struct {
	n     int
	reply chan bool
}

// keeper owns the number of apples. Nobody else can touch it, so it needs no
// lock.
func keeper(orders <-chan order, left chan<- int) {
	apples := 10
	for o := range orders {
		ok := o.n <= apples
		if ok {
			apples -= o.n
		}
		o.reply <- ok
	}
	left <- apples
}

func customer(name string, n int, orders chan<- order, wg *sync.WaitGroup) {
	defer wg.Done()
	reply := make(chan bool)
	orders <- order{n, reply}
	if <-reply {
		fmt.Println(name, "gets", n)
	} else {
		fmt.Println(name, "wants", n, "and gets none")
	}
}

func main() {
	orders := make(chan order)
	left := make(chan int)
	go keeper(orders, left)
	var wg sync.WaitGroup
	wg.Add(4)
	go customer("Ada", 4, orders, &wg)
	go customer("Ben", 5, orders, &wg)
	go customer("Cleo", 3, orders, &wg)
	go customer("Dan", 1, orders, &wg)
	wg.Wait()
	close(orders)
	fmt.Println("apples left:", <-left)
}

package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	users  sync.Mutex // protects the table of users
	orders sync.Mutex // protects the table of orders
)

// placeOrder looks up the user, then writes the order.
func placeOrder(wg *sync.WaitGroup) {
	defer wg.Done()
	users.Lock()
	defer users.Unlock()
	fmt.Println("placeOrder has the users")
	time.Sleep(time.Millisecond)
	orders.Lock()
	defer orders.Unlock()
	fmt.Println("placeOrder has both")
}

// deleteUser removes the user's orders, then the user.
func deleteUser(wg *sync.WaitGroup) {
	defer wg.Done()
	orders.Lock()
	defer orders.Unlock()
	fmt.Println("deleteUser has the orders")
	time.Sleep(time.Millisecond)
	users.Lock()
	defer users.Unlock()
	fmt.Println("deleteUser has both")
}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go placeOrder(&wg)
	go deleteUser(&wg)
	wg.Wait()
	fmt.Println("main: both are done")
}

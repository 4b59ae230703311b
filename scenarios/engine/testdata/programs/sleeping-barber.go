package main

import (
	"fmt"
	"time"
)

func barber(chairs <-chan int, closed chan<- bool) {
	for {
		select {
		case c, open := <-chairs:
			if !open {
				closed <- true
				return
			}
			cut(c)
		default:
			fmt.Println("the barber sleeps")
			c, open := <-chairs
			if !open {
				closed <- true
				return
			}
			fmt.Println("customer", c, "wakes the barber")
			cut(c)
		}
	}
}

func cut(customer int) {
	time.Sleep(25 * time.Millisecond)
	fmt.Println("customer", customer, "has new hair")
}

func main() {
	chairs := make(chan int, 2)
	closed := make(chan bool)
	go barber(chairs, closed)
	for i, gap := range []int{30, 5, 6, 7, 8, 80, 9, 10} {
		time.Sleep(time.Duration(gap) * time.Millisecond)
		select {
		case chairs <- i:
			fmt.Println("customer", i, "comes in")
		default:
			fmt.Println("customer", i, "finds no chair")
		}
	}
	close(chairs)
	<-closed
	fmt.Println("the shop closes")
}

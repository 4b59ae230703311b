package main

import (
	"fmt"
	"sync"
	"time"
)

// shop sells until its channel is closed.
func shop(name string, customers <-chan string, sold *sync.WaitGroup) {
	for customer := range customers {
		fmt.Println(name, "sells to", customer)
		time.Sleep(time.Millisecond)
		sold.Done()
	}
	fmt.Println(name, "closes") // never
}

// marketDay opens two shops and returns when everybody has bought.
func marketDay(day string, visitors ...string) {
	customers := make(chan string)
	var sold sync.WaitGroup
	for _, name := range []string{"baker", "grocer"} {
		go shop(day+"'s "+name, customers, &sold)
	}
	for _, v := range visitors {
		sold.Add(1)
		customers <- v
	}
	sold.Wait()
	// close(customers) is missing
}

func main() {
	marketDay("Monday", "Ada", "Ben", "Cleo")
	marketDay("Tuesday", "Dan", "Eve")
	time.Sleep(time.Millisecond)
	fmt.Println("main returns")
}

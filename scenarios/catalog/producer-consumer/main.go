package main

import (
	"fmt"
	"sync"
	"time"
)

func bake(baker string, loaves int, counter chan<- string, wg *sync.WaitGroup) {
	defer wg.Done()
	for i := 1; i <= loaves; i++ {
		time.Sleep(2 * time.Millisecond)
		counter <- fmt.Sprintf("%s's loaf %d", baker, i)
	}
	fmt.Println(baker, "has baked", loaves)
}

func buy(customer string, counter <-chan string, wg *sync.WaitGroup) {
	defer wg.Done()
	bought := 0
	for loaf := range counter {
		fmt.Println(customer, "buys", loaf)
		bought++
		time.Sleep(3 * time.Millisecond)
	}
	fmt.Println(customer, "has bought", bought)
}

func main() {
	counter := make(chan string, 2)
	var bakers, customers sync.WaitGroup
	bakers.Add(2)
	go bake("Ada", 3, counter, &bakers)
	go bake("Ben", 2, counter, &bakers)
	customers.Add(2)
	go buy("Cleo", counter, &customers)
	go buy("Dan", counter, &customers)

	bakers.Wait()
	close(counter)
	fmt.Println("the shop is closed")
	customers.Wait()
}

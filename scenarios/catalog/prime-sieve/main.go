package main

import "fmt"

// generate sends 2, 3, 4, … for ever.
func generate(out chan<- int) {
	for i := 2; ; i++ {
		out <- i
	}
}

// filter passes on the numbers that prime does not divide.
func filter(prime int, in <-chan int, out chan<- int) {
	for {
		n := <-in
		if n%prime != 0 {
			out <- n
		}
	}
}

func main() {
	numbers := make(chan int)
	go generate(numbers)
	for range 6 {
		prime := <-numbers // what came through all filters is prime
		fmt.Println(prime)
		filtered := make(chan int)
		go filter(prime, numbers, filtered)
		numbers = filtered
	}
}

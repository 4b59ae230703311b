package main

import "fmt"

func sum(s []int, c chan int) {
	total := 0
	for _, v := range s {
		total += v
	}
	c <- total
}

func main() {
	numbers := []int{7, 2, 8, -9, 4, 0, 13, 5}
	c := make(chan int)
	half := len(numbers) / 2
	go sum(numbers[:half], c)
	go sum(numbers[half:], c)
	x, y := <-c, <-c
	fmt.Println(x, y, x+y)
}

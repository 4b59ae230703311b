package main

import "fmt"

func main() {
	const n = 503
	first := make(chan int)
	in := first
	winner := make(chan int)
	for i := 1; i <= n; i++ {
		out := make(chan int, 1)
		if i == n {
			out = first
		}
		go func(in <-chan int, out chan<- int) {
			for token := range in {
				if token == 0 {
					winner <- i
					return
				}
				out <- token - 1
			}
		}(in, out)
		in = out
	}
	first <- 1000
	fmt.Println("the token ends at", <-winner)
}

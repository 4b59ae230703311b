package main

import "fmt"

func bridge[T any](chans <-chan <-chan T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for c := range chans {
			for v := range c {
				out <- v
			}
		}
	}()
	return out
}

func batches(words ...[]string) <-chan <-chan string {
	out := make(chan (<-chan string))
	go func() {
		defer close(out)
		for _, w := range words {
			c := make(chan string, 1)
			out <- c
			for _, s := range w {
				c <- s
			}
			close(c)
		}
	}()
	return out
}

func main() {
	for s := range bridge(batches([]string{"a", "b"}, nil, []string{"c"}, []string{"d", "e", "f"})) {
		fmt.Print(s, " ")
	}
	fmt.Println()
}

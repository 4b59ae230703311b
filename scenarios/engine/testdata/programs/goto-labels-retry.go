package main

import (
	"fmt"
	"time"
)

func fetch(n int) <-chan int {
	c := make(chan int, 1)
	go func() {
		time.Sleep(time.Duration(100/n) * time.Millisecond)
		c <- n
	}()
	return c
}

func main() {
	attempt := 0
retry:
	attempt++
	select {
	case v := <-fetch(attempt):
		fmt.Println("got", v)
	case <-time.After(30 * time.Millisecond):
		fmt.Println("attempt", attempt, "timed out")
		goto retry
	}
	grid := [][]int{{1, 2, 3}, {4, -1, 6}, {7, 8, 9}}
outer:
	for y, row := range grid {
		for x, v := range row {
			switch {
			case v < 0:
				fmt.Println("hole at", x, y)
				continue outer
			case v == 8:
				break outer
			case v%2 == 0:
				fallthrough
			case v == 3:
				fmt.Print(v, " ")
			default:
				continue
			}
		}
		fmt.Println("row", y)
	}
	fmt.Println()
}

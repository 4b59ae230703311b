package main

import "fmt"

type move struct{ disk, from, to int }

func hanoi(n, from, via, to int, moves chan<- move) {
	if n == 0 {
		return
	}
	hanoi(n-1, from, to, via, moves)
	moves <- move{n, from, to}
	hanoi(n-1, via, from, to, moves)
}

func main() {
	moves := make(chan move)
	go func() {
		defer close(moves)
		hanoi(4, 0, 1, 2, moves)
	}()
	pegs := [3][]int{{4, 3, 2, 1}}
	n := 0
	for m := range moves {
		top := len(pegs[m.from]) - 1
		disk := pegs[m.from][top]
		pegs[m.from] = pegs[m.from][:top]
		pegs[m.to] = append(pegs[m.to], disk)
		n++
		fmt.Println(n, m, pegs)
		if disk != m.disk {
			panic("wrong disk")
		}
	}
}

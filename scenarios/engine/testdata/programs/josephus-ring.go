package main

import "fmt"

type seat struct {
	id   int
	next *seat
	in   chan int
}

func main() {
	const people, step = 12, 3
	seats := make([]*seat, people)
	for i := range seats {
		seats[i] = &seat{id: i + 1, in: make(chan int)}
	}
	for i, s := range seats {
		s.next = seats[(i+1)%people]
	}
	out := make(chan int)
	survivor := make(chan int)
	alive := people
	for _, s := range seats {
		go func() {
			dead := false
			for count := range s.in {
				switch {
				case dead:
				case alive == 1:
					survivor <- s.id
					return
				case count == step:
					dead = true
					alive--
					out <- s.id
					count = 1
				default:
					count++
				}
				s.next.in <- count
			}
		}()
	}
	go func() { seats[0].in <- 1 }()
	for {
		select {
		case id := <-out:
			fmt.Print(id, " ")
		case id := <-survivor:
			fmt.Println("survivor", id)
			return
		}
	}
}

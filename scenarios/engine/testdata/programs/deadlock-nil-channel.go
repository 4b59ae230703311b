package main

import "fmt"

type server struct {
	requests chan string
}

func (s *server) handle(r string) { s.requests <- r }

func main() {
	var s server // the channel was never made
	go func() {
		for r := range s.requests {
			fmt.Println(r)
		}
	}()
	fmt.Println("sending")
	s.handle("hello")
}

package main

import (
	"fmt"
	"strings"
	"time"
)

type horse struct {
	name  string
	steps []int
}

func (h horse) run(finish chan<- string, track chan<- string) {
	pos := 0
	for _, s := range h.steps {
		time.Sleep(time.Duration(s) * 10 * time.Millisecond)
		pos++
		track <- fmt.Sprintf("%-7s|%s>", h.name, strings.Repeat("-", pos))
	}
	finish <- h.name
}

func main() {
	horses := []horse{{"Bella", []int{3, 5, 2, 6}}, {"Storm", []int{4, 4, 4, 3}}, {"Oldie", []int{7, 7, 7, 7}}}
	finish, track := make(chan string), make(chan string)
	for _, h := range horses {
		go h.run(finish, track)
	}
	var podium []string
	for len(podium) < len(horses) {
		select {
		case line := <-track:
			fmt.Println(line)
		case name := <-finish:
			podium = append(podium, name)
			fmt.Println("***", name, "is number", len(podium))
		}
	}
	fmt.Println(strings.Join(podium, ", "))
}

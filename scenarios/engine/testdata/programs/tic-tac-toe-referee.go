package main

import (
	"fmt"
	"strings"
)

type Board [9]byte

var lines = [][3]int{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {0, 3, 6}, {1, 4, 7}, {2, 5, 8}, {0, 4, 8}, {2, 4, 6}}

func (b Board) winner() byte {
	for _, l := range lines {
		if b[l[0]] != ' ' && b[l[0]] == b[l[1]] && b[l[1]] == b[l[2]] {
			return b[l[0]]
		}
	}
	return ' '
}

func (b Board) String() string {
	s := string(b[:])
	return strings.Join([]string{s[:3], s[3:6], s[6:]}, "|")
}

func player(prefer []int, boards <-chan Board, moves chan<- int) {
	for b := range boards {
		for _, p := range prefer {
			if b[p] == ' ' {
				moves <- p
				break
			}
		}
	}
}

func main() {
	marks := "XO"
	boards := [2]chan Board{make(chan Board), make(chan Board)}
	moves := [2]chan int{make(chan int), make(chan int)}
	go player([]int{4, 0, 2, 6, 8, 1, 3, 5, 7}, boards[0], moves[0])
	go player([]int{0, 8, 7, 4, 1, 2, 3, 5, 6}, boards[1], moves[1])
	var b Board
	copy(b[:], strings.Repeat(" ", 9))
	for turn := range 9 {
		who := turn % 2
		boards[who] <- b
		b[<-moves[who]] = marks[who]
		fmt.Println(b)
		if w := b.winner(); w != ' ' {
			fmt.Printf("%c wins\n", w)
			return
		}
	}
	fmt.Println("draw")
}

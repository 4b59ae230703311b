package main

import (
	"fmt"
	"strings"
)

type board [16]byte

func parse(s string) (b board) {
	copy(b[:], strings.ReplaceAll(s, "/", ""))
	return
}

func (b board) fits(at int, v byte) bool {
	y, x := at/4, at%4
	for i := range 4 {
		if b[y*4+i] == v || b[i*4+x] == v || b[(y/2*2+i/2)*4+x/2*2+i%2] == v {
			return false
		}
	}
	return true
}

func (b board) String() string {
	return string(b[0:4]) + "/" + string(b[4:8]) + "/" + string(b[8:12]) + "/" + string(b[12:])
}

func solve(b board, solutions chan<- board, quit <-chan struct{}) bool {
	at := strings.IndexByte(string(b[:]), '.')
	if at < 0 {
		select {
		case solutions <- b:
			return true
		case <-quit:
			return false
		}
	}
	for v := byte('1'); v <= '4'; v++ {
		if b.fits(at, v) {
			next := b
			next[at] = v
			if !solve(next, solutions, quit) {
				return false
			}
		}
	}
	return true
}

func main() {
	for _, puzzle := range []string{"1.../..2./.3../...4", "1234/..../..../....", "11../..../..../...."} {
		solutions, quit := make(chan board), make(chan struct{})
		go func() {
			defer close(solutions)
			solve(parse(puzzle), solutions, quit)
		}()
		n := 0
		for s := range solutions {
			if n++; n <= 2 {
				fmt.Println(s)
			} else {
				close(quit)
				break
			}
		}
		fmt.Println(puzzle, "solutions:", min(n, 3))
	}
}

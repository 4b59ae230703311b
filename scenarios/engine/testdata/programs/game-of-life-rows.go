package main

import (
	"fmt"
	"strings"
	"sync"
)

type Board [][]bool

func Parse(s string) Board {
	var b Board
	for _, line := range strings.Fields(s) {
		row := make([]bool, len(line))
		for i := range line {
			row[i] = line[i] == '#'
		}
		b = append(b, row)
	}
	return b
}

func (b Board) alive(y, x int) bool {
	return b[(y+len(b))%len(b)][(x+len(b[0]))%len(b[0])]
}

func (b Board) Next() Board {
	next := make(Board, len(b))
	var wg sync.WaitGroup
	for y := range b {
		wg.Go(func() {
			row := make([]bool, len(b[y]))
			for x := range row {
				n := 0
				for dy := -1; dy <= 1; dy++ {
					for dx := -1; dx <= 1; dx++ {
						if (dy != 0 || dx != 0) && b.alive(y+dy, x+dx) {
							n++
						}
					}
				}
				row[x] = n == 3 || n == 2 && b[y][x]
			}
			next[y] = row
		})
	}
	wg.Wait()
	return next
}

func (b Board) String() string {
	var sb strings.Builder
	for _, row := range b {
		for _, c := range row {
			if c {
				sb.WriteByte('#')
			} else {
				sb.WriteByte('.')
			}
		}
		sb.WriteByte('\n')
	}
	return sb.String()
}

func main() {
	b := Parse(".#.... ..#... ###... ...... ......")
	for gen := range 4 {
		fmt.Printf("generation %d\n%v", gen, b)
		b = b.Next()
	}
}

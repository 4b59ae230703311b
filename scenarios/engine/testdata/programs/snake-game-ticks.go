package main

import (
	"fmt"
	"time"
)

type point struct{ x, y int }

var dirs = map[rune]point{'U': {0, -1}, 'D': {0, 1}, 'L': {-1, 0}, 'R': {1, 0}}

type game struct {
	w, h  int
	snake []point
	dir   point
	food  point
}

func (g *game) step() (alive bool) {
	head := point{g.snake[0].x + g.dir.x, g.snake[0].y + g.dir.y}
	if head.x < 0 || head.y < 0 || head.x >= g.w || head.y >= g.h {
		return false
	}
	g.snake = append([]point{head}, g.snake...)
	if head == g.food {
		g.food = point{(head.x*3 + 1) % g.w, (head.y*5 + 2) % g.h}
	} else {
		g.snake = g.snake[:len(g.snake)-1]
	}
	return true
}

func main() {
	g := &game{w: 8, h: 5, snake: []point{{1, 1}}, dir: dirs['R'], food: point{3, 1}}
	keys := make(chan rune)
	go func() {
		for _, k := range []struct {
			key   rune
			after time.Duration
		}{{'D', 350}, {'L', 300}, {'X', 50}, {'U', 220}} {
			time.Sleep(k.after * time.Millisecond)
			keys <- k.key
		}
	}()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for n := 1; ; n++ {
		select {
		case k := <-keys:
			d, ok := dirs[k]
			if !ok {
				fmt.Printf("key %q ignored\n", k)
				continue
			}
			g.dir = d
		case <-tick.C:
			if !g.step() {
				fmt.Printf("crash after %d events, length %d\n", n, len(g.snake))
				return
			}
			fmt.Println(g.snake, g.food)
		}
	}
}

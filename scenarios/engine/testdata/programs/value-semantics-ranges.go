package main

import (
	"fmt"
	"sync"
)

type cell struct {
	v    int
	tags [2]string
}

type grid [2][3]cell

func (g grid) set(v int)   { g[0][0].v = v }
func (g *grid) put(v int)  { g[0][0].v = v }
func modify(a [3]int) int  { a[0] = 99; return a[0] }
func slice(a []int) []int  { a[0] = 99; return append(a, 1) }
func replace(p *[]int)     { *p = append(*p, 7) }
func first(m map[int]cell) { c := m[1]; c.v = 5; m[2] = c }

func main() {
	var g grid
	g.set(1)
	fmt.Println(g[0][0].v)
	g.put(2)
	h := g
	h[0][0].tags[1] = "h"
	fmt.Println(g[0][0], h[0][0], g == h)
	a := [3]int{1, 2, 3}
	fmt.Println(modify(a), a, slice(a[:]), a)
	for i, v := range a {
		a[2] = 10
		if i == 2 {
			fmt.Println("range over a copy:", v)
		}
	}
	for i, v := range &a {
		a[2] = 20
		if i == 2 {
			fmt.Println("range over the array:", v)
		}
	}
	s := []int{1, 2, 3}
	for i := range s {
		s = append(s, i)
	}
	fmt.Println(s, len(s))
	replace(&s)
	m := map[int]cell{1: {v: 1}}
	first(m)
	fmt.Println(s[len(s)-1], m)
	cells := []cell{{v: 1}, {v: 2}}
	var wg sync.WaitGroup
	for _, c := range cells {
		wg.Go(func() { c.v *= 10 })
	}
	wg.Wait()
	fmt.Println(cells)
	for i := range cells {
		c := &cells[i]
		wg.Go(func() { c.v *= 10; c.tags = [2]string{"x"} })
	}
	wg.Wait()
	fmt.Printf("%+v\n", cells)
	c := make(chan grid, 1)
	c <- g
	g[1][2].v = 42
	fmt.Println((<-c)[1][2].v, g[1][2].v)
	x, y := 1, 2
	x, y = y, x+y
	s[0], s[x] = s[x], s[0]
	i := 0
	i, s[i] = 2, 77
	fmt.Println(x, y, s[:3], i)
	p := &cells[0]
	cells = append(cells, cell{})
	p.v = -1
	fmt.Println(cells[0].v, p.v)
	anon := struct {
		cell
		n int
	}{cell{v: 3}, 4}
	other := anon
	other.v++
	fmt.Println(anon.v, other.cell.v, anon == other)
}

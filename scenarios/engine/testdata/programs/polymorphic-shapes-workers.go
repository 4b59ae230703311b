package main

import (
	"fmt"
	"math"
	"sort"
)

type Shape interface {
	Area() float64
	Perimeter() float64
}

type (
	Circle struct{ R float64 }
	Rect   struct{ W, H float64 }
	Square struct{ Rect }
)

func (c Circle) Area() float64      { return math.Pi * c.R * c.R }
func (c Circle) Perimeter() float64 { return 2 * math.Pi * c.R }
func (r Rect) Area() float64        { return r.W * r.H }
func (r Rect) Perimeter() float64   { return 2 * (r.W + r.H) }
func (s Square) String() string     { return fmt.Sprintf("Square(%g)", s.W) }

func main() {
	shapes := []Shape{Circle{1}, Rect{2, 3}, Square{Rect{4, 4}}, &Circle{0.5}}
	type measured struct {
		Shape
		area float64
	}
	out := make(chan measured)
	for _, s := range shapes {
		go func() { out <- measured{s, s.Area()} }()
	}
	var all []measured
	for range shapes {
		all = append(all, <-out)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].area < all[j].area })
	for _, m := range all {
		fmt.Printf("%v %T %.2f %.2f", m.Shape, m.Shape, m.area, m.Perimeter())
		switch s := m.Shape.(type) {
		case fmt.Stringer:
			fmt.Print(" stringer ", s.String())
		case *Circle:
			fmt.Print(" pointer ", s.R)
		}
		fmt.Println()
	}
	_, ok := shapes[2].(interface{ Diagonal() float64 })
	fmt.Println(ok, shapes[0] == Shape(Circle{1}), shapes[3] == Shape(&Circle{0.5}))
}

package main

import "fmt"

type (
	Source chan<- int
	Sink   <-chan int
)

func fill(s Source, n int) {
	for i := range n {
		s <- i
	}
	close(s)
}

func drain(s Sink) (sum int) {
	for v := range s {
		sum += v
	}
	return
}

func main() {
	c := make(chan int)
	go fill(c, 5)
	fmt.Println(drain(c))
	var x any = c
	switch x.(type) {
	case chan<- int:
		fmt.Println("send only")
	case chan int:
		fmt.Println("both directions")
	}
	var ro <-chan int = c
	fmt.Printf("%T %T %v\n", ro, Sink(c), ro == Sink(c))
	var nothing chan struct{}
	fmt.Println(nothing == nil, len(nothing), cap(nothing))
	fns := make(chan func() string, 2)
	fns <- func() string { return "from a channel" }
	fmt.Println((<-fns)())
	type pair struct {
		a int
		b [2]string
	}
	ps := make(chan pair, 1)
	ps <- pair{1, [2]string{"x", "y"}}
	p := <-ps
	p.b[0] = "z"
	fmt.Printf("%+v\n", p)
}

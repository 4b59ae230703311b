package main

import "fmt"

type request struct {
	args   []int
	f      func([]int) int
	result chan int
}

func serve(queue <-chan *request, n int) {
	handle := func() {
		for r := range queue {
			r.result <- r.f(r.args)
		}
	}
	for range n {
		go handle()
	}
}

func main() {
	queue := make(chan *request)
	serve(queue, 2)
	sum := func(a []int) (s int) {
		for _, v := range a {
			s += v
		}
		return
	}
	product := func(a []int) int {
		p := 1
		for _, v := range a {
			p *= v
		}
		return p
	}
	var sent []*request
	for i := 1; i <= 3; i++ {
		for _, f := range []func([]int) int{sum, product} {
			r := &request{[]int{i, i + 1, i + 2}, f, make(chan int, 1)}
			queue <- r
			sent = append(sent, r)
		}
	}
	for _, r := range sent {
		fmt.Println(r.args, <-r.result)
	}
	var cc chan chan string = make(chan chan string, 1)
	c := make(chan string, 1)
	cc <- c
	(<-cc) <- "through two channels"
	fmt.Println(<-c)
}

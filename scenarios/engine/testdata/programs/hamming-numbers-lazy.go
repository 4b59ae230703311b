package main

import "fmt"

func times(k int, in <-chan int) <-chan int {
	out := make(chan int, 100)
	go func() {
		for v := range in {
			out <- v * k
		}
	}()
	return out
}

func main() {
	const n = 30
	ins := [3]chan int{}
	outs := [3]<-chan int{}
	heads := [3]int{}
	for i, k := range []int{2, 3, 5} {
		ins[i] = make(chan int, 100)
		outs[i] = times(k, ins[i])
	}
	v := 1
	for i := range ins {
		ins[i] <- v
		heads[i] = <-outs[i]
	}
	for range n {
		fmt.Print(v, " ")
		v = min(heads[0], heads[1], heads[2])
		for i := range ins {
			ins[i] <- v
		}
		for i := range heads {
			if heads[i] == v {
				heads[i] = <-outs[i]
			}
		}
	}
	fmt.Println()
	for i := range ins {
		close(ins[i])
	}
}

package main

import (
	"fmt"
	"time"
)

type job struct {
	name   string
	urgent bool
}

func main() {
	urgent, normal := make(chan job, 10), make(chan job, 10)
	quit := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case j := <-urgent:
				work(j)
				continue
			default:
			}
			select {
			case j := <-urgent:
				work(j)
			case j := <-normal:
				work(j)
			case <-quit:
				return
			}
		}
	}()
	for i := range 4 {
		normal <- job{fmt.Sprint("letter ", i), false}
	}
	time.Sleep(15 * time.Millisecond)
	urgent <- job{"telegram", true}
	time.Sleep(5 * time.Millisecond)
	urgent <- job{"fire alarm", true}
	time.Sleep(100 * time.Millisecond)
	close(quit)
	<-done
}

func work(j job) {
	mark := " "
	if j.urgent {
		mark = "!"
	}
	fmt.Println(mark, j.name)
	time.Sleep(10 * time.Millisecond)
}

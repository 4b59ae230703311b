package main

import (
	"fmt"
	"reflect"
	"time"
)

func main() {
	var cases []reflect.SelectCase
	for i := range 4 {
		c := make(chan int)
		cases = append(cases, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c)})
		go func() {
			for n := range 2 {
				time.Sleep(time.Duration(7*i+10) * time.Millisecond)
				c <- i*10 + n
			}
			close(c)
		}()
	}
	for len(cases) > 0 {
		i, v, ok := reflect.Select(cases)
		if !ok {
			fmt.Println("closed", i)
			cases = append(cases[:i], cases[i+1:]...)
			continue
		}
		fmt.Println("received", v.Int(), "from", i)
	}
}

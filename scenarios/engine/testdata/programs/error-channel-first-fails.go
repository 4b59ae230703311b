package main

import (
	"fmt"
	"time"
)

func stage(name string, cost time.Duration, fails bool, stop <-chan struct{}, errc chan<- error) {
	select {
	case <-time.After(cost):
		if fails {
			errc <- fmt.Errorf("%s failed after %v", name, cost)
			return
		}
		errc <- nil
	case <-stop:
		fmt.Println(name, "abandoned")
		errc <- nil
	}
}

func main() {
	stop := make(chan struct{})
	errc := make(chan error)
	go stage("compile", 30*time.Millisecond, false, stop, errc)
	go stage("lint", 40*time.Millisecond, true, stop, errc)
	go stage("test", 90*time.Millisecond, false, stop, errc)
	go stage("bench", 95*time.Millisecond, true, stop, errc)
	var first error
	for range 4 {
		if err := <-errc; err != nil && first == nil {
			first = err
			fmt.Println("stopping:", err)
			close(stop)
		}
	}
	fmt.Println("result:", first)
}

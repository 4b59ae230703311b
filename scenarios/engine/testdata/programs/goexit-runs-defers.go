package main

import (
	"fmt"
	"runtime"
	"sync"
)

func task(id int, wg *sync.WaitGroup) {
	defer wg.Done()
	defer func() { fmt.Println("task", id, "recover gives", recover()) }()
	helper(id)
	fmt.Println("task", id, "finished normally")
}

func helper(id int) {
	defer fmt.Println("helper", id, "cleans up")
	if id%2 == 1 {
		runtime.Goexit()
	}
}

func main() {
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go task(id, &wg)
		runtime.Gosched()
	}
	wg.Wait()
	fmt.Println("goroutines:", runtime.NumGoroutine())
}

package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	loadOnce sync.Once
	config   string
)

func load() {
	fmt.Println("load starts")
	time.Sleep(3 * time.Millisecond) // read a file
	config = "blue"
	fmt.Println("load ends")
}

func getConfig() string {
	loadOnce.Do(load)
	return config
}

func main() {
	var wg sync.WaitGroup
	for id := 1; id <= 4; id++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Printf("page %d wants the config\n", id)
			fmt.Printf("page %d is %s\n", id, getConfig())
		}()
	}
	wg.Wait()
	fmt.Println("later, main finds", getConfig())
}

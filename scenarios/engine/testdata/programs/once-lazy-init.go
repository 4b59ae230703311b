package main

import (
	"fmt"
	"sync"
	"time"
)

type config struct{ dsn string }

var (
	once   sync.Once
	shared *config
)

func load() *config {
	once.Do(func() {
		fmt.Println("loading the configuration")
		time.Sleep(30 * time.Millisecond)
		shared = &config{"db://localhost"}
	})
	return shared
}

func main() {
	start := time.Now()
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(i) * 12 * time.Millisecond)
			c := load()
			fmt.Println(i, "has", c.dsn, "at", time.Since(start))
		}()
	}
	wg.Wait()
}

package main

import (
	"fmt"
	"sync"
	"time"
)

type Config struct {
	host string
	port int
}

var (
	mu     sync.Mutex
	config *Config
)

// getConfig locks only when it seems necessary. It is broken.
func getConfig() *Config {
	if config == nil { // first check, without the lock
		mu.Lock()
		defer mu.Unlock()
		if config == nil { // second check
			config = &Config{}
			config.host = "example.org"
			time.Sleep(2 * time.Millisecond) // look up the port
			config.port = 8080
		}
	}
	return config
}

func connect(name string, comes time.Duration, wg *sync.WaitGroup) {
	defer wg.Done()
	time.Sleep(comes)
	c := getConfig()
	fmt.Printf("%s connects to %s:%d\n", name, c.host, c.port)
}

func main() {
	var wg sync.WaitGroup
	wg.Add(3)
	go connect("Ada", 0, &wg)
	go connect("Ben", 1*time.Millisecond, &wg)
	go connect("Cleo", 3*time.Millisecond, &wg)
	wg.Wait()
}

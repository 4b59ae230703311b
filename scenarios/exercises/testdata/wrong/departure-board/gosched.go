//go:build go1.21

package main

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
)

// Board writes one line for each train, all at the same time: the number of
// its platform, from 1, and its destination in capitals.
func Board(destinations []string) []string {
	lines := make([]string, len(destinations))
	var wg sync.WaitGroup
	for i, to := range destinations {
		wg.Add(1)
		go func() {
			defer wg.Done()
			lines[i] = fmt.Sprintf("platform %d: %s", i+1, strings.ToUpper(to))
		}()
		runtime.Gosched() // let it read the variables first
	}
	wg.Wait()
	return lines
}

func main() {
	for _, line := range Board([]string{"Lima", "Oslo", "Quito"}) {
		fmt.Println(line)
	}
}

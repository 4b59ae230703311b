package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"sync"
)

func main() {
	lines := make(chan string)
	var wg sync.WaitGroup
	var mu sync.Mutex
	words := 0
	for range 3 {
		wg.Go(func() {
			for l := range lines {
				n := len(strings.Fields(l))
				mu.Lock()
				words += n
				mu.Unlock()
			}
		})
	}
	in := bufio.NewReader(os.Stdin)
	n := 0
	for {
		l, err := in.ReadString('\n')
		if err != nil {
			fmt.Println("end of input:", err)
			break
		}
		n++
		lines <- l
	}
	close(lines)
	wg.Wait()
	fmt.Println(n, "lines", words, "words")
	var answer string
	k, err := fmt.Scanln(&answer)
	fmt.Println(k, err, answer == "")
}

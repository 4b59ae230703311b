package main

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

// Count reads all documents at the same time and returns how often each word
// occurs in all of them together.
func Count(names []string, read func(name string) string) map[string]int {
	total := make(map[string]int)
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			add(total, count(read(name)))
		}()
	}
	wg.Wait()
	return total
}

// count counts the words of one text.
func count(text string) map[string]int {
	n := make(map[string]int)
	for _, word := range strings.Fields(strings.ToLower(text)) {
		n[word]++
	}
	return n
}

// add adds the counts of a part to those of the whole.
func add(total, part map[string]int) {
	for word, n := range part {
		total[word] += n
	}
}

// disk stands for a slow disk.
func disk(name string) string {
	time.Sleep(10 * time.Millisecond)
	return map[string]string{
		"one.txt":   "the cat saw the dog",
		"two.txt":   "the dog saw a bird",
		"three.txt": "a bird saw nobody",
	}[name]
}

func main() {
	total := Count([]string{"one.txt", "two.txt", "three.txt"}, disk)
	fmt.Println("the:", total["the"], "saw:", total["saw"], "bird:", total["bird"])
}

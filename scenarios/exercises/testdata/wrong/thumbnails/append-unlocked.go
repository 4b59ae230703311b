package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// Thumbnails makes a small picture of each file that is a picture and returns
// their names, sorted. Several workers share the files.
func Thumbnails(files []string, workers int) []string {
	jobs := make(chan string)
	var names []string
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for file := range jobs {
				if strings.HasSuffix(file, ".png") {
					names = append(names, shrink(file))
				}
			}
		}()
	}
	for _, file := range files {
		jobs <- file
	}
	close(jobs)
	wg.Wait()
	slices.Sort(names)
	return names
}

// shrink stands for the work.
func shrink(file string) string {
	time.Sleep(5 * time.Millisecond)
	return "small-" + file
}

func main() {
	for _, name := range Thumbnails([]string{"cat.png", "notes.txt", "dog.png"}, 2) {
		fmt.Println(name)
	}
}

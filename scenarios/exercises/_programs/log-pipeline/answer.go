package main

import (
	"fmt"
	"strings"
	"time"
)

// Errors reads the lines of a log and gives the messages of all errors in it,
// numbered, in their order.
func Errors(lines <-chan string) <-chan string {
	entries := make(chan entry)
	go func() {
		defer close(entries)
		for line := range lines {
			entries <- parse(line)
		}
	}()
	errors := make(chan entry)
	go func() {
		defer close(errors)
		for e := range entries {
			if e.level == "ERROR" {
				errors <- translate(e)
			}
		}
	}()
	out := make(chan string)
	go func() {
		defer close(out)
		n := 0
		for e := range errors {
			n++
			out <- fmt.Sprintf("%d. %s", n, e.message)
		}
	}()
	return out
}

type entry struct{ level, message string }

// parse takes a line apart; it takes 10 ms.
func parse(line string) entry {
	time.Sleep(10 * time.Millisecond)
	level, message, _ := strings.Cut(line, " ")
	return entry{level, message}
}

// translate looks a message up; it takes 10 ms.
func translate(e entry) entry {
	time.Sleep(10 * time.Millisecond)
	return entry{e.level, strings.ToUpper(e.message)}
}

func main() {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for _, line := range []string{"ERROR disk full", "INFO hello", "ERROR no route", "ERROR timeout"} {
			lines <- line
		}
	}()
	for message := range Errors(lines) {
		fmt.Println(message)
	}
}

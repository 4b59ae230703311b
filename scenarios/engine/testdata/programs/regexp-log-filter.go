package main

import (
	"fmt"
	"regexp"
	"strings"
)

var line = regexp.MustCompile(`^(\d{2}:\d{2}) \[(\w+)\] (.*)$`)

func main() {
	text := `09:15 [INFO] start
09:16 [WARN] disk at 91%
garbage
09:17 [ERROR] disk at 99%
09:18 [INFO] cleaned 42 files`
	lines, matches := make(chan string), make(chan []string)
	go func() {
		defer close(lines)
		for l := range strings.SplitSeq(text, "\n") {
			lines <- l
		}
	}()
	go func() {
		defer close(matches)
		for l := range lines {
			if m := line.FindStringSubmatch(l); m != nil {
				matches <- m[1:]
			}
		}
	}()
	number := regexp.MustCompile(`\d+`)
	for m := range matches {
		fmt.Println(m[0], strings.ToLower(m[1]), number.ReplaceAllStringFunc(m[2], func(s string) string { return "<" + s + ">" }))
	}
}

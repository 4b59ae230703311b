package main

import (
	"fmt"
	"sync"
	"time"
)

func debounce(wait time.Duration, f func(string)) func(string) {
	var mu sync.Mutex
	var t *time.Timer
	return func(s string) {
		mu.Lock()
		defer mu.Unlock()
		if t != nil {
			t.Stop()
		}
		t = time.AfterFunc(wait, func() { f(s) })
	}
}

func main() {
	start := time.Now()
	search := debounce(100*time.Millisecond, func(s string) {
		fmt.Println(time.Since(start), "search for", s)
	})
	text := ""
	for i, r := range "gopher park" {
		text += string(r)
		search(text)
		if i == 5 {
			time.Sleep(300 * time.Millisecond)
		} else {
			time.Sleep(40 * time.Millisecond)
		}
	}
	time.Sleep(time.Second)
}

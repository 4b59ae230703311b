package main

import (
	"fmt"
	"time"
)

type answer struct {
	url  string
	code int
}

func get(url string, d time.Duration) <-chan answer {
	c := make(chan answer, 1)
	go func() {
		time.Sleep(d)
		c <- answer{url, 200 + len(url)}
	}()
	return c
}

func main() {
	sites := []struct {
		url string
		ms  int
	}{{"fast.example", 20}, {"slow.example", 300}, {"edge.example", 99}, {"dead.example", 100000}}
	for _, s := range sites {
		select {
		case a := <-get(s.url, time.Duration(s.ms)*time.Millisecond):
			fmt.Printf("%-14s %d\n", a.url, a.code)
		case <-time.After(100 * time.Millisecond):
			fmt.Printf("%-14s timeout\n", s.url)
		}
	}
}

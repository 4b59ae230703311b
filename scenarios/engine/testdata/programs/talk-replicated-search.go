package main

import (
	"fmt"
	"time"
)

type Result string
type Search func(query string) Result

func fake(kind string, cost time.Duration) Search {
	return func(query string) Result {
		time.Sleep(cost)
		return Result(fmt.Sprintf("%s result for %q", kind, query))
	}
}

func First(query string, replicas ...Search) Result {
	c := make(chan Result, len(replicas))
	for _, r := range replicas {
		go func() { c <- r(query) }()
	}
	return <-c
}

func Google(query string) (results []Result) {
	c := make(chan Result)
	go func() { c <- First(query, fake("web1", 40*time.Millisecond), fake("web2", 25*time.Millisecond)) }()
	go func() { c <- First(query, fake("image1", 90*time.Millisecond), fake("image2", 120*time.Millisecond)) }()
	go func() { c <- First(query, fake("video1", 70*time.Millisecond), fake("video2", 30*time.Millisecond)) }()
	timeout := time.After(80 * time.Millisecond)
	for range 3 {
		select {
		case r := <-c:
			results = append(results, r)
		case <-timeout:
			fmt.Println("timed out")
			return
		}
	}
	return
}

func main() {
	start := time.Now()
	for _, r := range Google("golang") {
		fmt.Println(r)
	}
	fmt.Println(time.Since(start))
}

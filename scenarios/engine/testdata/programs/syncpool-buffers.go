package main

import (
	"bytes"
	"fmt"
	"sync"
)

var made int

var pool = sync.Pool{New: func() any {
	made++
	return new(bytes.Buffer)
}}

func greet(name string) string {
	b := pool.Get().(*bytes.Buffer)
	defer pool.Put(b)
	b.Reset()
	b.WriteString("hello, ")
	b.WriteString(name)
	return b.String()
}

func main() {
	for _, n := range []string{"ann", "bob", "cid"} {
		fmt.Println(greet(n))
	}
	fmt.Println("buffers made:", made)
	a, b := pool.Get(), pool.Get()
	fmt.Println("different:", a != b, "made:", made)
	var empty sync.Pool
	fmt.Println(empty.Get())
}

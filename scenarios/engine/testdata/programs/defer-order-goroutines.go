package main

import (
	"fmt"
	"sync"
)

type resource struct{ name string }

func open(name string) *resource { fmt.Println("open", name); return &resource{name} }
func (r *resource) Close()       { fmt.Println("close", r.name) }

func job(id int, wg *sync.WaitGroup) (result string) {
	defer wg.Done()
	defer func() {
		result += "!"
		fmt.Println("job", id, "returns", result)
	}()
	for i := range 2 {
		r := open(fmt.Sprintf("%d/%d", id, i))
		defer r.Close()
	}
	x := 1
	defer fmt.Println("x was", x)
	x = 2
	return fmt.Sprint("job", id, x)
}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go job(1, &wg)
	go job(2, &wg)
	wg.Wait()
}

package main

import (
	"fmt"
	"sync"
)

type Foo struct{ second, third chan struct{} }

func (f *Foo) First()  { fmt.Print("first "); close(f.second) }
func (f *Foo) Second() { <-f.second; fmt.Print("second "); close(f.third) }
func (f *Foo) Third()  { <-f.third; fmt.Println("third") }

func main() {
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 2, 0}, {2, 0, 1}} {
		f := &Foo{make(chan struct{}), make(chan struct{})}
		calls := []func(){f.First, f.Second, f.Third}
		var wg sync.WaitGroup
		for _, i := range order {
			wg.Add(1)
			go func() {
				defer wg.Done()
				calls[i]()
			}()
		}
		wg.Wait()
	}
}

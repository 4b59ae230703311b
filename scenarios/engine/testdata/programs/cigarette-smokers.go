package main

import (
	"fmt"
	"sync"
)

var things = [3]string{"paper", "tobacco", "match"}

func main() {
	table := make([]chan bool, 3)
	smoked := make(chan bool)
	var wg sync.WaitGroup
	for i := range table {
		table[i] = make(chan bool)
		wg.Add(1)
		go func() {
			defer wg.Done()
			n := 0
			for range table[i] {
				n++
				fmt.Println("the smoker with", things[i], "smokes")
				smoked <- true
			}
			fmt.Println(things[i], "smoked", n, "times")
		}()
	}
	x := 5
	for range 7 {
		x = (x*13 + 7) % 31
		who := x % 3
		fmt.Printf("on the table: %s and %s\n", things[(who+1)%3], things[(who+2)%3])
		table[who] <- true
		<-smoked
	}
	for _, c := range table {
		close(c)
	}
	wg.Wait()
}

package main

import (
	"fmt"
	"time"
)

type order struct {
	id    int
	items []string
}

func (o order) last() string { return o.items[len(o.items)-1] }

func main() {
	orders := []order{{1, []string{"tea"}}, {2, []string{"milk", "bread"}}, {3, nil}}
	for _, o := range orders {
		go func() {
			time.Sleep(time.Duration(o.id) * time.Millisecond)
			fmt.Println("order", o.id, "ends with", o.last())
		}()
	}
	time.Sleep(time.Second)
	fmt.Println("not reached")
}

package main

import (
	"fmt"
	"sync"
)

func main() {
	var once sync.Once
	for i := range 3 {
		func() {
			defer func() {
				if r := recover(); r != nil {
					fmt.Println(i, "recovered:", r)
				}
			}()
			once.Do(func() {
				fmt.Println("first and last time")
				panic("not initialised")
			})
			fmt.Println(i, "Do returned normally")
		}()
	}
}

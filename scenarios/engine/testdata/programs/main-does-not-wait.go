package main

import "fmt"

func main() {
	for i := 0; i < 3; i++ {
		go fmt.Println("you will not see", i)
	}
	fmt.Println("main is over")
}

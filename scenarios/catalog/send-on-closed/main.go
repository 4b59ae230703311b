package main

import (
	"fmt"
	"time"
)

// report sends what the sensor measures, one value every so often.
func report(sensor string, every time.Duration, values chan<- string) {
	for i := 1; ; i++ {
		time.Sleep(every)
		values <- fmt.Sprint(sensor, " ", i)
	}
}

func main() {
	values := make(chan string)
	go report("heat", 2*time.Millisecond, values)
	go report("wind", 3*time.Millisecond, values)
	for range 4 {
		fmt.Println(<-values)
	}
	fmt.Println("main has enough and closes the channel")
	close(values) // the receiver closes, and the senders do not know
	time.Sleep(10 * time.Millisecond)
	fmt.Println("main returns") // never
}

package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

var errLost = errors.New("lost")

func deliver(parcel int) error {
	time.Sleep(time.Duration(parcel) * time.Millisecond)
	if parcel == 2 {
		return errLost
	}
	return nil
}

func courier(parcel int, wg *sync.WaitGroup) {
	defer wg.Done()
	if err := deliver(parcel); err != nil {
		fmt.Println("parcel", parcel, "is", err)
		wg.Done() // and once more on the way out
		return
	}
	fmt.Println("parcel", parcel, "is delivered")
}

func main() {
	var wg sync.WaitGroup
	for parcel := 1; parcel <= 3; parcel++ {
		wg.Add(1)
		go courier(parcel, &wg)
	}
	wg.Wait()
	fmt.Println("all couriers are back")
	time.Sleep(5 * time.Millisecond)
}

package main

import (
	"fmt"
	"time"
)

// postman never waits at a full mailbox.
func postman(mailbox chan<- string) {
	for _, letter := range []string{"bill", "postcard", "ad", "parcel"} {
		time.Sleep(3 * time.Millisecond)
		select {
		case mailbox <- letter:
			fmt.Println("postman leaves the", letter)
		default:
			fmt.Println("mailbox full, postman keeps the", letter)
		}
	}
}

func main() {
	mailbox := make(chan string, 1)
	go postman(mailbox)
	for _, work := range []time.Duration{2, 3, 8, 2} {
		time.Sleep(work * time.Millisecond)
		select {
		case letter := <-mailbox:
			fmt.Println("main reads the", letter)
		default:
			fmt.Println("no mail, main works on")
		}
	}
}

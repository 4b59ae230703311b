package main

import (
	"fmt"
	"sync"
	"time"
)

type mailbox struct {
	sync.Mutex
	ready *sync.Cond
	mail  []string
}

func main() {
	box := &mailbox{}
	box.ready = sync.NewCond(box)
	var wg sync.WaitGroup
	for _, reader := range []string{"ann", "bob", "cid"} {
		wg.Go(func() {
			box.Lock()
			defer box.Unlock()
			for len(box.mail) == 0 {
				box.ready.Wait()
			}
			letter := box.mail[0]
			box.mail = box.mail[1:]
			fmt.Println(reader, "reads", letter)
		})
	}
	time.Sleep(time.Millisecond)
	for i := range 3 {
		box.Lock()
		box.mail = append(box.mail, fmt.Sprint("letter ", i))
		box.Unlock()
		box.ready.Signal()
		time.Sleep(time.Millisecond)
	}
	wg.Wait()
	fmt.Println("left:", len(box.mail))
}

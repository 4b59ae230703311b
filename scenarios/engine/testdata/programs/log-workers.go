package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"sync"
	"time"
)

func main() {
	var buf bytes.Buffer
	quiet := log.New(&buf, "[buffered] ", 0)
	loud := log.New(os.Stdout, "worker ", log.LUTC|log.LstdFlags|log.Lmicroseconds)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(i) * 1234567 * time.Nanosecond)
			loud.Println(i, "started")
			quiet.Printf("result of %d: %q", i, fmt.Sprint(i*i))
		}()
	}
	wg.Wait()
	fmt.Print(buf.String())
	fmt.Println(loud.Prefix(), quiet.Flags())
}

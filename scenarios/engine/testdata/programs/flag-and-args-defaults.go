package main

import (
	"flag"
	"fmt"
	"os"
	"sync"
	"time"
)

func main() {
	fs := flag.NewFlagSet("load", flag.ContinueOnError)
	fs.SetOutput(os.Stdout)
	workers := fs.Int("workers", 2, "number of `workers`")
	pause := fs.Duration("pause", 10*time.Millisecond, "time between requests")
	verbose := fs.Bool("v", false, "say more")
	if err := fs.Parse([]string{"-workers=3", "-v", "--pause", "25ms", "a", "b"}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(*workers, *pause, *verbose, fs.Args(), fs.NArg())
	var wg sync.WaitGroup
	for w := range *workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for _, a := range fs.Args() {
				time.Sleep(*pause * time.Duration(w+1))
				if *verbose {
					fmt.Println("worker", w, "handles", a)
				}
			}
		}()
	}
	wg.Wait()
	fmt.Println(fs.Parse([]string{"-n", "1"}))
}

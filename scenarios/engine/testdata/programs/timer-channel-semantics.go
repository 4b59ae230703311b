package main

import (
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	t := time.NewTimer(10 * time.Millisecond)
	time.Sleep(30 * time.Millisecond)
	fmt.Println("len", len(t.C), "cap", cap(t.C))
	fmt.Println("stopped:", t.Stop())
	select {
	case <-t.C:
		fmt.Println("a stale value")
	default:
		fmt.Println("nothing is left after Stop")
	}
	fmt.Println("reset:", t.Reset(5*time.Millisecond))
	time.Sleep(7 * time.Millisecond)
	fmt.Println("reset again:", t.Reset(5*time.Millisecond))
	at := <-t.C
	fmt.Println(at.Sub(start), time.Since(start))
	tk := time.NewTicker(10 * time.Millisecond)
	time.Sleep(35 * time.Millisecond)
	first := <-tk.C
	fmt.Println("the tick of", first.Sub(start), "is read at", time.Since(start))
	second := <-tk.C
	fmt.Println("next", second.Sub(start))
	tk.Stop()
	d := time.NewTimer(-time.Second)
	<-d.C
	fmt.Println("negative:", time.Since(start))
	defer func() { fmt.Println(recover()) }()
	time.NewTicker(0)
}
